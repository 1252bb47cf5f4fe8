import type { Device } from '../../devices/schema.ts';
import { EventQueue } from '../board/event-queue.ts';
import type { InterruptLine } from '../board/types.ts';
import { UartLines } from '../board/uart-lines.ts';
import type { FlashSettings } from '../types.ts';
import { flashRegisters } from './memory-systems/registry.ts';
import { PeripheralBus } from './peripheral-bus.ts';
import { createClockTree } from './peripherals/clock-tree.ts';
import { findModel } from './peripherals/find-model.ts';
import type { ClockTree, Peripheral, PeripheralContext } from './peripherals/types.ts';
import type { CortexMExports } from './wasm-exports.ts';

/** Exception number of interrupt 0 (ARMv7-M ARM, table B1-4). */
const firstInterrupt = 16;
/** Outside the architecture's peripheral region the simulator must be told where the host answers. */
const peripheralRegion = { base: 0x4000_0000, endBytes: 0x6000_0000 } as const;

/** Everything around the core of one part: peripherals, clocks, what is due when, and the far end of the UARTs. */
export class Board {
  readonly bus = new PeripheralBus();
  readonly uarts = new UartLines();
  readonly events: EventQueue;
  readonly clocks: ClockTree;
  readonly #wasm: CortexMExports;
  readonly #device: Device;
  readonly #print: (byte: number) => void;
  #flashSettings: FlashSettings | undefined;

  /** @param print receives what the firmware sends through a UART that is connected */
  constructor(wasm: CortexMExports, device: Device, print: (byte: number) => void) {
    this.#wasm = wasm;
    this.#device = device;
    this.#print = print;
    this.events = new EventQueue(() => this.#expectEvent());
    this.clocks = createClockTree(device.clockHz);
    this.#mapPeripherals();
    this.#mapFlashRegisters();
  }

  #mapPeripherals(): void {
    for (const { model, base, name = model, interrupts = {} } of this.#device.peripherals) {
      const found = findModel(model, this.#device.id);
      this.#map(base, found.sizeBytes, found.create(this.#contextOf(name, interrupts)), name);
    }
  }

  #mapFlashRegisters(): void {
    const control = {
      apply: (settings: FlashSettings) => this.#applyFlashSettings(settings),
      flushCaches: () => this.#wasm.flushCaches(),
    };
    for (const { base, sizeBytes, peripheral } of flashRegisters(this.#device, control)) {
      this.#map(base, sizeBytes, peripheral, 'FLASH');
    }
  }

  #contextOf(name: string, interrupts: Readonly<Record<string, number>>): PeripheralContext {
    return {
      name,
      clocks: this.clocks,
      now: () => this.#wasm.cycles(),
      schedule: (action) => this.events.add(action),
      print: (byte) => {
        if (this.uarts.isConnected(name)) this.#print(byte);
      },
      nextInput: () => this.uarts.take(name),
      onInput: (listener) => this.uarts.onInput(listener),
      interrupt: (line) => this.#interruptLine(interrupts[line]),
    };
  }

  /** The NVIC's line of an interrupt number; one that the part does not name is connected to nothing. */
  #interruptLine(number: number | undefined): InterruptLine {
    if (number === undefined) return { set: () => {} };
    return { set: (active) => this.#wasm.setLine(firstInterrupt + number, active ? 1 : 0) };
  }

  #map(base: number, sizeBytes: number, peripheral: Peripheral, name: string): void {
    this.bus.map(base, sizeBytes, peripheral, name);
    if (base >= peripheralRegion.base && base < peripheralRegion.endBytes) return;
    this.#wasm.mapDevices(base, sizeBytes, base === this.#device.cortexM?.ioPortBase ? 1 : 0);
  }

  #applyFlashSettings(settings: FlashSettings): void {
    const { waitStates, dataWaitStates = waitStates, prefetch, instructionCache, dataCache } = settings;
    this.#flashSettings = settings;
    this.#wasm.configureFlash(
      waitStates,
      dataWaitStates,
      prefetch ? 1 : 0,
      instructionCache ? 1 : 0,
      dataCache ? 1 : 0,
    );
  }

  /** What the firmware asked of the flash accelerator last; undefined for a part without one. */
  get flashSettings(): FlashSettings | undefined {
    return this.#flashSettings;
  }

  /** Something is due sooner than the slice ends: the core may wait for it, and comes back for it. */
  #expectEvent(): void {
    this.#wasm.expectEvents(1);
    this.#wasm.endSliceAt(this.events.next);
  }
}
