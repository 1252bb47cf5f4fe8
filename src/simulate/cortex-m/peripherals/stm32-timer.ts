import type { InterruptLine, ScheduledEvent } from '../../board/types.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/*
 * General-purpose and basic timers of the STM32 families as firmware takes time from them: counting up on the timer
 * clock, prescaler, auto-reload, update event and interrupt (RM0351 chapters 27 to 29). Channels only store: pins are
 * not modelled. A write that asks for another way of counting is refused.
 */

const offset = {
  cr1: 0x00,
  smcr: 0x08,
  dier: 0x0c,
  sr: 0x10,
  egr: 0x14,
  cnt: 0x24,
  psc: 0x28,
  arr: 0x2c,
  last: 0x68,
} as const;
const cr1 = { enable: 1, updateDisable: 1 << 1, onePulse: 1 << 3, directionAndCentre: 0b111 << 4 } as const;
const updateFlag = 1;
const slaveMode = 0x10007;

class Timer implements Peripheral {
  readonly #context: PeripheralContext;
  readonly #interrupt: InterruptLine;
  readonly #update: ScheduledEvent;
  readonly #maximum: number;
  readonly #values = new Map<number, number>();
  #status = 0;
  /** The prescaler in force: a new one is taken at the next update event. */
  #prescale = 1;
  /** Count at cycle `#since`. */
  #count = 0;
  #since = 0;

  constructor(context: PeripheralContext, bits: 16 | 32) {
    this.#context = context;
    this.#interrupt = context.interrupt('update');
    this.#update = context.schedule((cycle) => this.#overflow(cycle));
    this.#maximum = 2 ** bits - 1;
    this.#values.set(offset.arr, this.#maximum);
  }

  #value(at: number): number {
    return this.#values.get(at) ?? 0;
  }

  get #isRunning(): boolean {
    return (this.#value(offset.cr1) & cr1.enable) !== 0;
  }

  /** Core cycles from one count to the next. */
  get #cyclesPerCount(): number {
    const { clocks, name } = this.#context;
    return (this.#prescale * clocks.coreHz()) / clocks.peripheralHz(name);
  }

  #countAt(cycle: number): number {
    if (!this.#isRunning) return this.#count;
    const steps = Math.floor((cycle - this.#since) / this.#cyclesPerCount);
    return (this.#count + steps) % (this.#value(offset.arr) + 1);
  }

  /** Starts over from the present count, with what is set now. */
  #restart(count: number): void {
    const now = this.#context.now();
    this.#count = count;
    this.#since = now;
    if (!this.#isRunning || this.#value(offset.cr1) & cr1.updateDisable) this.#update.cancel();
    else this.#update.at(now + Math.ceil((this.#value(offset.arr) + 1 - count) * this.#cyclesPerCount));
  }

  #overflow(cycle: number): void {
    this.#raise();
    this.#prescale = this.#value(offset.psc) + 1;
    this.#count = 0;
    this.#since = cycle;
    if (this.#value(offset.cr1) & cr1.onePulse) {
      this.#values.set(offset.cr1, this.#value(offset.cr1) & ~cr1.enable);
      return;
    }
    this.#update.at(cycle + Math.ceil((this.#value(offset.arr) + 1) * this.#cyclesPerCount));
  }

  #raise(): void {
    this.#status |= updateFlag;
    this.#signal();
  }

  #signal(): void {
    this.#interrupt.set((this.#status & this.#value(offset.dier) & updateFlag) !== 0);
  }

  read(at: number): number | undefined {
    if (at > offset.last) return undefined;
    if (at === offset.cnt) return this.#countAt(this.#context.now());
    if (at === offset.sr) return this.#status;
    return at === offset.egr ? 0 : this.#value(at);
  }

  write(at: number, value: number): boolean {
    switch (at) {
      case offset.cr1:
        return (value & cr1.directionAndCentre) === 0 && this.#setAndRestart(at, value);
      case offset.smcr:
        return (value & slaveMode) === 0;
      case offset.arr:
        return this.#setAndRestart(at, value % (this.#maximum + 1));
      case offset.cnt:
        this.#restart(value % (this.#maximum + 1));
        return true;
      case offset.sr:
        this.#status &= value;
        this.#signal();
        return true;
      case offset.egr:
        return this.#generate(value);
      default:
        return at <= offset.last && this.#set(at, value);
    }
  }

  #set(at: number, value: number): boolean {
    this.#values.set(at, value >>> 0);
    if (at === offset.dier) this.#signal();
    return true;
  }

  #setAndRestart(at: number, value: number): boolean {
    const count = this.#countAt(this.#context.now());
    this.#set(at, value);
    this.#restart(count);
    return true;
  }

  /** EGR.UG: an update event by software takes the prescaler over and sets the count to 0. */
  #generate(value: number): boolean {
    if ((value & updateFlag) === 0) return true;
    this.#prescale = this.#value(offset.psc) + 1;
    this.#restart(0);
    this.#raise();
    return true;
  }
}

const model = (bits: 16 | 32): PeripheralModel => ({
  sizeBytes: 0x400,
  create: (context) => new Timer(context, bits),
});

export const stm32Timer16 = model(16);
export const stm32Timer32 = model(32);
