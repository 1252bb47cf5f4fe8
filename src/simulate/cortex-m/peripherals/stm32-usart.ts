import type { InterruptLine } from '../../board/types.ts';
import { UartEngine } from '../../board/uart-engine.ts';
import type { PeripheralContext } from './types.ts';

/* What the two generations of ST's USART share: flags, interrupts and the time a frame takes. */

/** Flags at the same bits in SR (version 1) and ISR (version 2). */
export const flag = { idle: 1 << 4, received: 1 << 5, sent: 1 << 6, empty: 1 << 7 } as const;
/** Interrupt enables at the same bits in CR1 of both. */
const enable = { received: 1 << 5, sent: 1 << 6, empty: 1 << 7 } as const;
const control1 = { receiver: 1 << 2, transmitter: 1 << 3, parity: 1 << 10, word9: 1 << 12 } as const;
const dmaBits = 0b11 << 6;

/** What of a generation's registers the line is made from. */
export interface UartSettings {
  readonly isEnabled: boolean;
  readonly control1: number;
  readonly control2: number;
  /** Cycles of the kernel clock a bit takes. */
  readonly bitClocks: number;
}

/** DMA requests are not modelled: a write of CR3 that asks for them is refused. */
export const asksForDma = (control3: number): boolean => (control3 & dmaBits) !== 0;

/** One USART or LPUART behind its registers. */
export class Stm32Uart {
  readonly engine: UartEngine;
  readonly #context: PeripheralContext;
  readonly #interrupt: InterruptLine;
  #settings: UartSettings = { isEnabled: false, control1: 0, control2: 0, bitClocks: 0 };

  constructor(context: PeripheralContext) {
    this.#context = context;
    this.#interrupt = context.interrupt('global');
    this.engine = new UartEngine(
      context,
      () => this.#frameCycles(),
      () => this.#update(),
    );
    this.engine.transmitComplete = true;
  }

  /** Start bit, eight or nine data bits with the parity among them, one or two stop bits, in cycles of the core. */
  #frameCycles(): number {
    const { control1: cr1, control2, bitClocks } = this.#settings;
    const bits = 1 + (cr1 & control1.word9 ? 9 : 8) + (control2 & (1 << 13) ? 2 : 1);
    const { clocks, name } = this.#context;
    return Math.max(1, Math.round((bits * bitClocks * clocks.coreHz()) / clocks.peripheralHz(name)));
  }

  configure(settings: UartSettings): void {
    this.#settings = settings;
    this.engine.transmitEnabled = settings.isEnabled && (settings.control1 & control1.transmitter) !== 0;
    this.engine.receiveEnabled = settings.isEnabled && (settings.control1 & control1.receiver) !== 0;
    this.#update();
  }

  get flags(): number {
    const { engine } = this;
    return (
      (engine.hasReceived ? flag.received : 0) |
      (engine.transmitComplete ? flag.sent : 0) |
      (engine.dataRegisterEmpty ? flag.empty : 0)
    );
  }

  get isReceiverEnabled(): boolean {
    return this.#settings.isEnabled && (this.#settings.control1 & control1.receiver) !== 0;
  }

  get isTransmitterEnabled(): boolean {
    return this.engine.transmitEnabled;
  }

  send(byte: number): void {
    this.engine.transmitComplete = false;
    this.engine.send(byte & 0xff);
  }

  /** TC is cleared by software, too. */
  clearSent(): void {
    this.engine.transmitComplete = false;
    this.#update();
  }

  #update(): void {
    const cr1 = this.#settings.control1;
    const wanted =
      (cr1 & enable.received ? flag.received : 0) |
      (cr1 & enable.sent ? flag.sent : 0) |
      (cr1 & enable.empty ? flag.empty : 0);
    this.#interrupt.set(this.#settings.isEnabled && (this.flags & wanted) !== 0);
  }
}
