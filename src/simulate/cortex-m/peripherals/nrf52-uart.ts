import type { InterruptLine } from '../../board/types.ts';
import { UartEngine } from '../../board/uart-engine.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/* UART of the nRF52, product specification v1.7 section 6.33. Its EasyDMA twin (UARTE) is refused when it is enabled. */

const tasks = { startReceive: 0x000, stopReceive: 0x004, startTransmit: 0x008, stopTransmit: 0x00c } as const;
const events = { received: 0x108, sent: 0x11c, error: 0x124, timeOut: 0x144 } as const;
const registers = { setInterrupts: 0x304, clearInterrupts: 0x308, enable: 0x500, rxd: 0x518, txd: 0x51c } as const;
const baudRate = 0x524;
/** Stored, without an effect on what is simulated: shortcuts, error source, pins, parity. */
const stored: readonly number[] = [0x200, 0x480, 0x508, 0x50c, 0x510, 0x514, baudRate, 0x56c];
const enabled = 4;
const frameBits = 10;
const clockHz = 16e6;
const resetBaudRate = 0x0400_0000;

/** Bit of INTEN an event has: its offset, in words from 0x100. */
const interruptBit = (event: number): number => 1 << ((event - 0x100) / 4);

class Nrf52Uart implements Peripheral {
  readonly #engine: UartEngine;
  readonly #context: PeripheralContext;
  readonly #line: InterruptLine;
  readonly #values = new Map<number, number>([[baudRate, resetBaudRate]]);
  readonly #raised = new Map<number, boolean>();
  #interrupts = 0;
  #isEnabled = false;
  #hadReceived = false;
  #isSending = false;

  constructor(context: PeripheralContext) {
    this.#context = context;
    this.#line = context.interrupt('global');
    this.#engine = new UartEngine(
      context,
      () => this.#frameCycles(),
      () => this.#changed(),
    );
  }

  /** BAUDRATE is the rate times 2^32 over 16 MHz. */
  #frameCycles(): number {
    const bitsPerSecond = ((this.#values.get(baudRate) ?? resetBaudRate) * clockHz) / 2 ** 32;
    return Math.max(1, Math.round((frameBits * this.#context.clocks.coreHz()) / bitsPerSecond));
  }

  #changed(): void {
    if (this.#engine.hasReceived && !this.#hadReceived) this.#raised.set(events.received, true);
    this.#hadReceived = this.#engine.hasReceived;
    if (this.#isSending && this.#engine.transmitComplete) {
      this.#isSending = false;
      this.#raised.set(events.sent, true);
    }
    this.#updateLine();
  }

  #updateLine(): void {
    const waiting = [...this.#raised].some(([event, on]) => on && (this.#interrupts & interruptBit(event)) !== 0);
    this.#line.set(waiting);
  }

  #isEvent(offset: number): boolean {
    return Object.values(events).includes(offset as (typeof events)[keyof typeof events]);
  }

  read(offset: number): number | undefined {
    if (this.#isEvent(offset)) return this.#raised.get(offset) ? 1 : 0;
    switch (offset) {
      case registers.setInterrupts:
      case registers.clearInterrupts:
        return this.#interrupts;
      case registers.enable:
        return this.#isEnabled ? enabled : 0;
      case registers.rxd:
        return this.#engine.receive();
      default:
        return stored.includes(offset) ? (this.#values.get(offset) ?? 0) : undefined;
    }
  }

  isQuiet(offset: number): boolean {
    return offset !== registers.rxd;
  }

  write(offset: number, value: number): boolean {
    if (this.#isEvent(offset)) {
      this.#raised.set(offset, value !== 0);
      this.#updateLine();
      return true;
    }
    switch (offset) {
      case tasks.startTransmit:
      case tasks.stopTransmit:
        this.#engine.transmitEnabled = this.#isEnabled && offset === tasks.startTransmit;
        return true;
      case tasks.startReceive:
      case tasks.stopReceive:
        this.#engine.receiveEnabled = this.#isEnabled && offset === tasks.startReceive;
        return true;
      case registers.setInterrupts:
      case registers.clearInterrupts:
        this.#interrupts = offset === registers.setInterrupts ? this.#interrupts | value : this.#interrupts & ~value;
        this.#updateLine();
        return true;
      case registers.enable:
        this.#isEnabled = value === enabled;
        return value === 0 || value === enabled;
      case registers.txd:
        this.#isSending = true;
        this.#engine.transmitComplete = false;
        this.#engine.send(value & 0xff);
        return true;
      default:
        if (!stored.includes(offset)) return false;
        this.#values.set(offset, value);
        return true;
    }
  }
}

/** UART of the nRF52. Its interrupt is called `global` in device files. */
export const nrf52Uart: PeripheralModel = { sizeBytes: 0x1000, create: (context) => new Nrf52Uart(context) };
