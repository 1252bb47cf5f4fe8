import type { InterruptLine, ScheduledEvent } from '../../board/types.ts';
import { withAtomicViews } from './rp2040-atomic.ts';
import type { Peripheral, PeripheralContext, PeripheralModel } from './types.ts';

/* Timer of the RP2040, datasheet 4.6: microseconds since reset, and four alarms. The watchdog's tick is taken as 1 us. */

const offset = {
  writeHigh: 0x00,
  writeLow: 0x04,
  high: 0x08,
  low: 0x0c,
  alarms: 0x10,
  armed: 0x20,
  rawHigh: 0x24,
  rawLow: 0x28,
  debugPause: 0x2c,
  pause: 0x30,
  raw: 0x34,
  enable: 0x38,
  force: 0x3c,
  status: 0x40,
} as const;
const alarmCount = 4;
const ticksHz = 1e6;
const wordRange = 2 ** 32;

class Rp2040Timer implements Peripheral {
  readonly #context: PeripheralContext;
  readonly #lines: readonly InterruptLine[];
  readonly #due: readonly ScheduledEvent[];
  readonly #alarms = new Array<number>(alarmCount).fill(0);
  #armed = 0;
  #raised = 0;
  #enabled = 0;
  #forced = 0;
  /** High word as of the last read of the low one. */
  #latchedHigh = 0;

  constructor(context: PeripheralContext) {
    this.#context = context;
    this.#lines = this.#alarms.map((_, alarm) => context.interrupt(`alarm${alarm}`));
    this.#due = this.#alarms.map((_, alarm) => context.schedule(() => this.#fire(alarm)));
  }

  get #cyclesPerTick(): number {
    return this.#context.clocks.coreHz() / ticksHz;
  }

  #microseconds(): number {
    return Math.floor(this.#context.now() / this.#cyclesPerTick);
  }

  #fire(alarm: number): void {
    this.#armed &= ~(1 << alarm);
    this.#raised |= 1 << alarm;
    this.#updateLines();
  }

  /** An alarm matches the low word: writing one arms it for the next time that comes. */
  #arm(alarm: number, value: number): void {
    this.#alarms[alarm] = value;
    this.#armed |= 1 << alarm;
    const now = this.#microseconds();
    const ahead = (value - (now % wordRange) + wordRange) % wordRange || wordRange;
    this.#due[alarm]!.at(Math.ceil((now + ahead) * this.#cyclesPerTick));
  }

  get #status(): number {
    return (this.#raised & this.#enabled) | this.#forced;
  }

  #updateLines(): void {
    for (const [alarm, line] of this.#lines.entries()) line.set(((this.#status >>> alarm) & 1) === 1);
  }

  read(at: number): number | undefined {
    const time = this.#microseconds();
    if (at >= offset.alarms && at < offset.armed) return this.#alarms[(at - offset.alarms) / 4];
    switch (at) {
      case offset.low:
        this.#latchedHigh = Math.floor(time / wordRange);
        return time % wordRange;
      case offset.high:
        return this.#latchedHigh;
      case offset.rawLow:
        return time % wordRange;
      case offset.rawHigh:
        return Math.floor(time / wordRange);
      case offset.armed:
        return this.#armed;
      case offset.raw:
        return this.#raised;
      case offset.enable:
        return this.#enabled;
      case offset.force:
        return this.#forced;
      case offset.status:
        return this.#status;
      default:
        return at === offset.debugPause || at === offset.pause ? 0 : undefined;
    }
  }

  write(at: number, value: number): boolean {
    if (at >= offset.alarms && at < offset.armed) {
      this.#arm((at - offset.alarms) / 4, value);
      return true;
    }
    switch (at) {
      case offset.armed:
        this.#disarm(value);
        return true;
      case offset.raw:
        this.#raised &= ~value;
        break;
      case offset.enable:
        this.#enabled = value & 15;
        break;
      case offset.force:
        this.#forced = value & 15;
        break;
      default:
        // Setting the time and pausing it are not modelled.
        return at === offset.debugPause;
    }
    this.#updateLines();
    return true;
  }

  #disarm(mask: number): void {
    for (let alarm = 0; alarm < alarmCount; alarm++) if ((mask >>> alarm) & 1) this.#due[alarm]!.cancel();
    this.#armed &= ~mask;
  }
}

/** Timer of the RP2040. Its interrupts are called `alarm0` to `alarm3` in device files. */
export const rp2040Timer: PeripheralModel = withAtomicViews({
  sizeBytes: 0x1000,
  create: (context) => new Rp2040Timer(context),
});
