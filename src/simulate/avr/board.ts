import type { Device } from '../../devices/schema.ts';
import { EventQueue } from '../board/event-queue.ts';
import { UartLines } from '../board/uart-lines.ts';
import type { Fault } from '../types.ts';
import type { AvrCore, AvrIoBus } from './core.ts';
import { type Place, unmodelledUse, watchdogReset } from './faults.ts';
import { Hardware } from './hardware.ts';
import { InterruptController } from './interrupts.ts';
import { IoSpace } from './io-space.ts';
import { avrPeripheralModels } from './peripherals/registry.ts';
import type { AvrContext } from './peripherals/types.ts';

type PeripheralFile = Device['peripherals'][number];

/** A peripheral that the firmware uses in a way that has no effect here. */
export interface UnmodelledMode {
  readonly peripheral: string;
  readonly what: string;
  /** Byte address of the instruction that set it up. */
  readonly pc: number;
}

/** Everything around the core of one part: peripherals, interrupts, what is due when, and the far end of the UARTs. */
export class Board implements AvrIoBus {
  readonly io = new IoSpace();
  readonly events: EventQueue;
  readonly interrupts: InterruptController;
  readonly hardware: Hardware;
  readonly #device: Device;
  readonly #core: () => AvrCore;
  readonly #refuse: (describe: (place: Place) => Fault) => void;
  readonly #printed: number[] = [];
  readonly #printListeners: ((byte: number) => void)[] = [];
  readonly uarts = new UartLines();
  readonly #notes = new Map<string, UnmodelledMode>();

  /**
   * @param core the core it is around, once it is there
   * @param refuse told when the firmware uses what is not modelled, inside an instruction or between two
   */
  constructor(device: Device, core: () => AvrCore, refuse: (describe: (place: Place) => Fault) => void) {
    this.#device = device;
    this.#core = core;
    this.#refuse = refuse;
    this.events = new EventQueue(() => core().requestStop());
    this.interrupts = new InterruptController(device.core === 'avrxt', (vector) => this.#announce(vector));
    this.hardware = new Hardware(device, this.#host(), this.interrupts);
  }

  /** Creates the peripherals; call once the core is there. */
  mapPeripherals(): void {
    for (const file of this.#device.peripherals) {
      const model = avrPeripheralModels[file.model];
      if (model === undefined) throw new Error(`${this.#device.id}: there is no peripheral model ${file.model}`);
      const { base, name = file.model } = file;
      this.io.map({ name, base, sizeBytes: model.sizeBytes }, model.create(this.#contextOf(file)));
    }
  }

  #host() {
    return {
      now: () => this.#core().instructionStart,
      instructions: () =>
        this.#core()
          .rowCounts(true)
          .reduce((sum, count) => sum + count, 0),
      stall: (cycles: number) => this.#core().fastForward(cycles),
      mapFlashFrom: (offset: number) => this.#core().mapFlashFrom(offset),
      schedule: (action: () => void) => this.events.add(action),
      watchdogExpired: () => this.#refuse(watchdogReset),
    };
  }

  #contextOf({ model, base, name = model, interrupts = {}, registers = {} }: PeripheralFile): AvrContext {
    return {
      base,
      name,
      register: (register) => registers[register] ?? base,
      now: () => this.#core().instructionStart,
      interrupt: (line, onTaken) =>
        interrupts[line] === undefined ? { set: () => {} } : this.interrupts.add(interrupts[line], onTaken),
      schedule: (action) => this.events.add(action),
      print: (byte) => {
        if (this.uarts.isConnected(name)) this.#print(byte);
      },
      note: (what) => this.#note(name, what),
      refuse: (what) => this.#refuse((place) => unmodelledUse(place, name, what)),
      nextInput: () => this.uarts.take(name),
      onInput: (listener) => this.uarts.onInput(listener),
      hardware: this.hardware,
    };
  }

  #note(peripheral: string, what: string): void {
    this.#notes.set(`${peripheral} ${what}`, { peripheral, what, pc: this.#core().currentInstruction });
  }

  /** What the firmware has set peripherals up for that is not modelled. */
  get unmodelledModes(): readonly UnmodelledMode[] {
    return [...this.#notes.values()];
  }

  #announce(vector: number | undefined): void {
    const bytes = this.#device.avr?.vectorBytes ?? 4;
    this.#core().setPendingInterrupt(vector === undefined ? undefined : vector * bytes);
  }

  // ---- what the core asks for

  read(address: number): number {
    return this.io.read(address);
  }

  write(address: number, value: number): number {
    this.io.write(address, value, this.#core().currentInstruction);
    return 0;
  }

  takeInterrupt(): void {
    this.interrupts.taken();
  }

  endInterrupt(): void {
    this.interrupts.ended();
  }

  resetWatchdog(): void {
    this.hardware.resetWatchdog();
  }

  // ---- the far end of the UARTs

  /** What the firmware has sent. */
  get printed(): readonly number[] {
    return this.#printed;
  }

  #print(byte: number): void {
    this.#printed.push(byte);
    for (const listener of this.#printListeners) listener(byte);
  }

  onPrint(listener: (byte: number) => void): void {
    this.#printListeners.push(listener);
  }

  /** Hands bytes to the UART that receives. */
  receive(bytes: Uint8Array): void {
    this.uarts.send(bytes);
  }
}
