import type { ScheduledEvent, UartContext } from './types.ts';

/**
 * Transmitter and receiver of a USART, in simulated time: one byte in the shift register and one in the buffer on
 * either side. Bytes come in back to back, but never faster than the firmware takes them.
 */
export class UartEngine {
  transmitEnabled = false;
  transmitComplete = false;
  readonly #context: UartContext;
  readonly #frameCycles: () => number;
  readonly #changed: () => void;
  readonly #sent: ScheduledEvent;
  readonly #received: ScheduledEvent;
  #isShifting = false;
  #buffered: number | undefined;
  #receiveEnabled = false;
  readonly #fifo: number[] = [];
  #incoming: number | undefined;

  /**
   * @param frameCycles CPU cycles one frame takes at the settings in force
   * @param changed told when a flag may have changed
   */
  constructor(context: UartContext, frameCycles: () => number, changed: () => void) {
    this.#context = context;
    this.#frameCycles = frameCycles;
    this.#changed = changed;
    this.#sent = context.schedule((cycle) => this.#finishFrame(cycle));
    this.#received = context.schedule((cycle) => this.#finishReception(cycle));
    context.onInput?.(() => this.#startReception(context.now()));
  }

  get dataRegisterEmpty(): boolean {
    return this.#buffered === undefined;
  }

  get hasReceived(): boolean {
    return this.#fifo.length > 0;
  }

  send(byte: number): void {
    if (!this.transmitEnabled) return;
    if (this.#isShifting) this.#buffered = byte;
    else this.#shift(byte, this.#context.now());
    this.#changed();
  }

  #shift(byte: number, now: number): void {
    this.#context.print(byte);
    this.#isShifting = true;
    this.#sent.at(now + this.#frameCycles());
  }

  #finishFrame(cycle: number): void {
    const next = this.#buffered;
    this.#isShifting = false;
    this.#buffered = undefined;
    if (next === undefined) this.transmitComplete = true;
    else this.#shift(next, cycle);
    this.#changed();
  }

  set receiveEnabled(enabled: boolean) {
    this.#receiveEnabled = enabled;
    if (enabled) this.#startReception(this.#context.now());
  }

  /** The oldest byte that was received; 0 when there is none. */
  receive(): number {
    const byte = this.#fifo.shift() ?? 0;
    this.#startReception(this.#context.now());
    this.#changed();
    return byte;
  }

  /** Begins to receive the next byte, if there is one and room for it. */
  #startReception(now: number): void {
    if (!this.#receiveEnabled || this.#incoming !== undefined || this.#fifo.length > 1) return;
    this.#incoming = this.#context.nextInput();
    if (this.#incoming !== undefined) this.#received.at(now + this.#frameCycles());
  }

  #finishReception(cycle: number): void {
    if (this.#incoming !== undefined) this.#fifo.push(this.#incoming);
    this.#incoming = undefined;
    this.#changed();
    this.#startReception(cycle);
  }
}
