import type { InterruptLine } from '../../board/types.ts';
import { UartEngine } from '../../board/uart-engine.ts';
import { withAtomicViews } from './rp2040-atomic.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/*
 * UART of the RP2040, an Arm PL011 (datasheet 4.2.8). Its FIFOs are one byte deep here: firmware that prints waits for
 * the line sooner than on the chip. DMA is refused when it is asked for.
 */

const offset = {
  data: 0x00,
  errors: 0x04,
  flags: 0x18,
  integerDivisor: 0x24,
  fractionalDivisor: 0x28,
  lineControl: 0x2c,
  control: 0x30,
  fifoLevels: 0x34,
  mask: 0x38,
  raw: 0x3c,
  masked: 0x40,
  clear: 0x44,
  dma: 0x48,
} as const;
const flag = { busy: 1 << 3, receiveEmpty: 1 << 4, transmitFull: 1 << 5, receiveFull: 1 << 6, transmitEmpty: 1 << 7 };
const control = { enable: 1, transmit: 1 << 8, receive: 1 << 9, reset: 0x300 } as const;
const interrupt = { received: 1 << 4, sent: 1 << 5 } as const;
const stored: readonly number[] = [
  offset.errors,
  offset.integerDivisor,
  offset.fractionalDivisor,
  offset.lineControl,
  offset.control,
  offset.fifoLevels,
  offset.mask,
];
const clocksPerBit = 16;

class Pl011 implements Peripheral {
  readonly #engine: UartEngine;
  readonly #context: PeripheralContext;
  readonly #line: InterruptLine;
  readonly #values = new Map<number, number>(stored.map((at) => [at, 0]));
  #wasSent = false;

  constructor(context: PeripheralContext) {
    this.#context = context;
    this.#line = context.interrupt('global');
    this.#values.set(offset.control, control.reset);
    this.#values.set(offset.fifoLevels, 0x12);
    this.#engine = new UartEngine(
      context,
      () => this.#frameCycles(),
      () => this.#changed(),
    );
    this.#engine.transmitComplete = true;
  }

  #value(at: number): number {
    return this.#values.get(at) ?? 0;
  }

  /** Start bit, five to eight data bits, parity, one or two stop bits, each 16 times the divided clock. */
  #frameCycles(): number {
    const lcr = this.#value(offset.lineControl);
    const bits = 1 + 5 + ((lcr >>> 5) & 3) + ((lcr >>> 1) & 1) + (lcr & 8 ? 2 : 1);
    const divisor = this.#value(offset.integerDivisor) + this.#value(offset.fractionalDivisor) / 64;
    const { clocks, name } = this.#context;
    const kernelClocks = bits * clocksPerBit * Math.max(divisor, 1);
    return Math.max(1, Math.round((kernelClocks * clocks.coreHz()) / clocks.peripheralHz(name)));
  }

  #changed(): void {
    if (this.#engine.dataRegisterEmpty) this.#wasSent = true;
    this.#updateLine();
  }

  get #raw(): number {
    return (this.#engine.hasReceived ? interrupt.received : 0) | (this.#wasSent ? interrupt.sent : 0);
  }

  #updateLine(): void {
    this.#line.set((this.#raw & this.#value(offset.mask)) !== 0);
  }

  get #flags(): number {
    const { dataRegisterEmpty, transmitComplete, hasReceived } = this.#engine;
    return (
      (dataRegisterEmpty ? flag.transmitEmpty : flag.transmitFull) |
      (hasReceived ? flag.receiveFull : flag.receiveEmpty) |
      (transmitComplete ? 0 : flag.busy)
    );
  }

  read(at: number): number | undefined {
    switch (at) {
      case offset.data:
        return this.#engine.receive();
      case offset.flags:
        return this.#flags;
      case offset.raw:
        return this.#raw;
      case offset.masked:
        return this.#raw & this.#value(offset.mask);
      case offset.clear:
      case offset.dma:
        return 0;
      default:
        return this.#values.get(at);
    }
  }

  isQuiet(at: number): boolean {
    return at !== offset.data;
  }

  write(at: number, value: number): boolean {
    switch (at) {
      case offset.data:
        this.#wasSent = false;
        this.#engine.transmitComplete = false;
        this.#engine.send(value & 0xff);
        return true;
      case offset.clear:
        if (value & interrupt.sent) this.#wasSent = false;
        this.#updateLine();
        return true;
      case offset.dma:
        return value === 0;
      default:
        if (!this.#values.has(at)) return false;
        this.#values.set(at, value);
        this.#configure();
        return true;
    }
  }

  #configure(): void {
    const settings = this.#value(offset.control);
    const enabled = (settings & control.enable) !== 0;
    this.#engine.transmitEnabled = enabled && (settings & control.transmit) !== 0;
    this.#engine.receiveEnabled = enabled && (settings & control.receive) !== 0;
    this.#updateLine();
  }
}

/** UART of the RP2040. Its interrupt is called `global` in device files. */
export const rp2040Uart: PeripheralModel = withAtomicViews({
  sizeBytes: 0x1000,
  create: (context) => new Pl011(context),
});
