import type { InterruptLine, ScheduledEvent } from '../../board/types.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/* TIMER of the nRF52 in timer mode: product specification v1.7 section 6.30. Counter mode and shortcuts are refused. */

const tasks = { start: 0x000, stop: 0x004, count: 0x008, clear: 0x00c, shutdown: 0x010, capture: 0x040 } as const;
const compareEvents = 0x140;
const compareRegisters = 0x540;
const channels = 6;
const registers = {
  shorts: 0x200,
  setInterrupts: 0x304,
  clearInterrupts: 0x308,
  mode: 0x504,
  bitMode: 0x508,
  prescaler: 0x510,
} as const;
const widths = [16, 8, 24, 32] as const;
const clockHz = 16e6;
const firstInterruptBit = 16;
const resetPrescaler = 4;

class Nrf52Timer implements Peripheral {
  readonly #context: PeripheralContext;
  readonly #line: InterruptLine;
  readonly #matches: readonly ScheduledEvent[];
  readonly #compare = new Array<number>(channels).fill(0);
  readonly #raised = new Array<boolean>(channels).fill(false);
  #interrupts = 0;
  #bitMode = 0;
  #prescaler = resetPrescaler;
  #isRunning = false;
  /** Count at cycle `#since`. */
  #count = 0;
  #since = 0;

  constructor(context: PeripheralContext) {
    this.#context = context;
    this.#line = context.interrupt('global');
    this.#matches = this.#compare.map((_, channel) => context.schedule((cycle) => this.#match(channel, cycle)));
  }

  get #cyclesPerCount(): number {
    return (2 ** this.#prescaler * this.#context.clocks.coreHz()) / clockHz;
  }

  get #period(): number {
    return 2 ** widths[this.#bitMode & 3]!;
  }

  #countNow(): number {
    if (!this.#isRunning) return this.#count;
    const steps = Math.floor((this.#context.now() - this.#since) / this.#cyclesPerCount);
    return (this.#count + steps) % this.#period;
  }

  #restart(count: number): void {
    this.#count = count;
    this.#since = this.#context.now();
    for (const [channel, match] of this.#matches.entries()) {
      if (!this.#isRunning) {
        match.cancel();
        continue;
      }
      const steps = (this.#compare[channel]! - count + this.#period) % this.#period || this.#period;
      match.at(this.#since + Math.ceil(steps * this.#cyclesPerCount));
    }
  }

  #match(channel: number, cycle: number): void {
    this.#raised[channel] = true;
    this.#matches[channel]!.at(cycle + Math.ceil(this.#period * this.#cyclesPerCount));
    this.#updateLine();
  }

  #updateLine(): void {
    this.#line.set(this.#raised.some((on, channel) => on && (this.#interrupts >>> (firstInterruptBit + channel)) & 1));
  }

  read(offset: number): number | undefined {
    const event = channelOf(offset, compareEvents);
    if (event !== undefined) return this.#raised[event] ? 1 : 0;
    const compare = channelOf(offset, compareRegisters);
    if (compare !== undefined) return this.#compare[compare];
    switch (offset) {
      case registers.setInterrupts:
      case registers.clearInterrupts:
        return this.#interrupts;
      case registers.bitMode:
        return this.#bitMode;
      case registers.prescaler:
        return this.#prescaler;
      case registers.mode:
      case registers.shorts:
        return 0;
      default:
        return undefined;
    }
  }

  write(offset: number, value: number): boolean {
    return this.#writeChannel(offset, value) || this.#runTask(offset) || this.#writeRegister(offset, value);
  }

  #writeChannel(offset: number, value: number): boolean {
    const event = channelOf(offset, compareEvents);
    const compare = channelOf(offset, compareRegisters);
    const capture = channelOf(offset, tasks.capture);
    if (event !== undefined) {
      this.#raised[event] = value !== 0;
      this.#updateLine();
    } else if (compare !== undefined) {
      this.#compare[compare] = value % this.#period;
      this.#restart(this.#countNow());
    } else if (capture !== undefined) this.#compare[capture] = this.#countNow();
    return event !== undefined || compare !== undefined || capture !== undefined;
  }

  #runTask(offset: number): boolean {
    switch (offset) {
      case tasks.start:
      case tasks.stop:
      case tasks.shutdown: {
        const count = this.#countNow();
        this.#isRunning = offset === tasks.start;
        this.#restart(offset === tasks.shutdown ? 0 : count);
        return true;
      }
      case tasks.clear:
        this.#restart(0);
        return true;
      default:
        return false;
    }
  }

  #writeRegister(offset: number, value: number): boolean {
    switch (offset) {
      case registers.setInterrupts:
      case registers.clearInterrupts:
        this.#interrupts = offset === registers.setInterrupts ? this.#interrupts | value : this.#interrupts & ~value;
        this.#updateLine();
        return true;
      case registers.bitMode:
        this.#bitMode = value & 3;
        return true;
      case registers.prescaler:
        this.#prescaler = value & 15;
        return true;
      default:
        // Timer mode and no shortcuts are what there is.
        return (offset === registers.mode || offset === registers.shorts) && value === 0;
    }
  }
}

function channelOf(offset: number, first: number): number | undefined {
  const channel = (offset - first) / 4;
  return channel >= 0 && channel < channels ? channel : undefined;
}

/** TIMER of the nRF52. Its interrupt is called `global` in device files. */
export const nrf52Timer: PeripheralModel = { sizeBytes: 0x1000, create: (context) => new Nrf52Timer(context) };
