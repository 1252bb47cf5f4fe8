import type { InterruptLine, ScheduledEvent } from '../../board/types.ts';
import { UpCounter } from '../../board/up-counter.ts';
import { register } from './register.ts';
import { TimerMode } from './timer-mode.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';
import { WordAccess } from './word-access.ts';

/** What tells the timers of AVRe+ apart: DS40002061, TC0, TC1 and TC2; DS40002211 for channel C. */
interface TimerKind {
  readonly wide: boolean;
  /** Cycles a step by TCCRnB.CSn; 0 stops; undefined counts an external clock. */
  readonly prescalers: readonly (number | undefined)[];
  /** Where the counter turns round, by waveform generation mode; undefined for a mode that is not modelled. */
  readonly tops: readonly (number | 'compareA' | 'capture' | undefined)[];
  /** Bits of TIFR and TIMSK. */
  readonly channels: readonly string[];
}

const synchronous = [0, 1, 8, 64, 256, 1024, undefined, undefined] as const;
const dualSlope = undefined;

const narrowTops = [0xff, dualSlope, 'compareA', 0xff, dualSlope, dualSlope, dualSlope, 'compareA'] as const;
const wideTops = [
  ...[0xffff, dualSlope, dualSlope, dualSlope, 'compareA', 0xff, 0x1ff, 0x3ff],
  ...[dualSlope, dualSlope, dualSlope, dualSlope, 'capture', dualSlope, 'capture', 'compareA'],
] as const;

const timer0: TimerKind = { wide: false, prescalers: synchronous, tops: narrowTops, channels: ['compa', 'compb'] };
const timer2: TimerKind = {
  wide: false,
  prescalers: [0, 1, 8, 32, 64, 128, 256, 1024],
  tops: narrowTops,
  channels: ['compa', 'compb'],
};
const timer16: TimerKind = {
  wide: true,
  prescalers: synchronous,
  tops: wideTops,
  channels: ['compa', 'compb', 'compc'],
};

const overflowFlag = 0x01;
const channelFlag = (channel: number): number => 0x02 << channel;

/** An 8- or 16-bit timer, counting up, with its compare flags. The prescaler is free-running from reset. */
class AvreTimer {
  readonly #context: AvrContext;
  readonly #kind: TimerKind;
  readonly #counter: UpCounter;
  readonly #event: ScheduledEvent;
  readonly #overflow: InterruptLine;
  readonly #channels: readonly InterruptLine[];
  readonly #words = new WordAccess({ lowFirst: false });
  readonly #running: TimerMode;
  readonly #compare = [0, 0, 0];
  #capture = 0;
  #controlA = 0;
  #controlB = 0;
  #flags = 0;
  #enabled = 0;

  constructor(context: AvrContext, kind: TimerKind) {
    this.#context = context;
    this.#kind = kind;
    this.#running = new TimerMode(context);
    this.#counter = new UpCounter(kind.wide ? 0xffff : 0xff);
    this.#event = context.schedule((cycle) => this.#happen(cycle));
    this.#overflow = context.interrupt('ovf', () => this.#clear(overflowFlag));
    this.#channels = kind.channels.map((name, channel) =>
      context.interrupt(name, () => this.#clear(channelFlag(channel))),
    );
  }

  #clear(flags: number): void {
    this.#flags &= ~flags;
    this.#announce();
    this.#plan(this.#context.now());
  }

  #mode(): number {
    return this.#kind.wide
      ? (this.#controlA & 3) | ((this.#controlB >> 1) & 0x0c)
      : (this.#controlA & 3) | ((this.#controlB >> 1) & 4);
  }

  #top(): number {
    const top = this.#kind.tops[this.#mode()];
    if (top === 'compareA') return this.#compare[0]!;
    if (top === 'capture') return this.#capture;
    return top ?? 0xffff;
  }

  #configure(): void {
    const now = this.#context.now();
    const prescale = this.#kind.prescalers[this.#controlB & 7];
    this.#running.set(this.#unmodelled(prescale), this.#enabled !== 0);
    const steps = this.#running.isModelled ? (prescale ?? 0) : 0;
    if (steps !== this.#counter.prescale) this.#counter.start(steps, now, 0);
    this.#counter.setTop(this.#top(), now);
    this.#plan(now);
  }

  #unmodelled(prescale: number | undefined): string | undefined {
    if (prescale === undefined) return 'counting an external clock';
    return prescale !== 0 && this.#kind.tops[this.#mode()] === undefined ? 'phase-correct waveforms' : undefined;
  }

  /** TOV is set where the counter turns round at the end of its width or in fast PWM; never in CTC mode. */
  #overflowsAtTop(): boolean {
    const mode = this.#mode();
    const clearsOnCompare = this.#kind.wide ? mode === 4 || mode === 12 : mode === 2;
    return !clearsOnCompare || this.#counter.top === (this.#kind.wide ? 0xffff : 0xff);
  }

  #plan(now: number): void {
    const dues = this.#channels.map((_, channel) =>
      (this.#flags & channelFlag(channel)) === 0
        ? this.#counter.nextStepFrom(this.#compare[channel]!, now)
        : Number.POSITIVE_INFINITY,
    );
    if ((this.#flags & overflowFlag) === 0 && this.#overflowsAtTop()) {
      dues.push(this.#counter.nextStepFrom(this.#counter.top, now));
    }
    this.#event.at(Math.min(...dues));
  }

  #happen(cycle: number): void {
    const left = this.#counter.value(cycle - this.#counter.prescale);
    if (left === this.#counter.top && this.#overflowsAtTop()) this.#flags |= overflowFlag;
    this.#channels.forEach((_, channel) => {
      if (left === this.#compare[channel]) this.#flags |= channelFlag(channel);
    });
    this.#announce();
    this.#plan(cycle);
  }

  #announce(): void {
    const active = this.#flags & this.#enabled;
    this.#overflow.set((active & overflowFlag) !== 0);
    this.#channels.forEach((line, channel) => {
      line.set((active & channelFlag(channel)) !== 0);
    });
  }

  #setCompare(channel: number, value: number): void {
    this.#compare[channel] = value;
    this.#configure();
  }

  #count(): number {
    this.#running.require();
    return this.#counter.value(this.#context.now());
  }

  #readFlags(): number {
    this.#running.require();
    return this.#flags;
  }

  #setCount(value: number): void {
    const now = this.#context.now();
    this.#counter.setValue(value, now);
    this.#plan(now);
  }

  /** A counter or compare register at an offset: one byte, or two behind TEMP. */
  #value(offset: number, name: string, read: () => number, write: (value: number) => void, latched: boolean) {
    const address = this.#context.base + offset;
    if (!this.#kind.wide) return [[address, register(name, read, write)]] as [number, AvrRegister][];
    const { low, high } = this.#words.bytes({ name, read, write, latched });
    return [
      [address, low],
      [address + 1, high],
    ] as [number, AvrRegister][];
  }

  registers(): Map<number, AvrRegister> {
    const { base } = this.#context;
    const controlA = register(
      'TCCRA',
      () => this.#controlA,
      (value) => {
        this.#controlA = value;
        this.#configure();
      },
    );
    const controlB = register(
      'TCCRB',
      () => this.#controlB,
      (value) => {
        this.#controlB = value;
        this.#configure();
      },
    );
    const enabled = register(
      'TIMSK',
      () => this.#enabled,
      (value) => {
        this.#enabled = value;
        this.#configure();
        this.#announce();
      },
    );
    const flags = register(
      'TIFR',
      () => this.#readFlags(),
      (value) => this.#clear(value),
    );
    return new Map<number, AvrRegister>([
      [base, controlA],
      [base + 1, controlB],
      ...this.#values(),
      [this.#context.register('tifr'), flags],
      [this.#context.register('timsk'), enabled],
    ]);
  }

  #values(): [number, AvrRegister][] {
    const count = (offset: number) =>
      this.#value(
        offset,
        'TCNT',
        () => this.#count(),
        (value) => this.#setCount(value),
        true,
      );
    const compare = (offset: number, channel: number) =>
      this.#value(
        offset,
        `OCR${'ABC'[channel]}`,
        () => this.#compare[channel]!,
        (value) => this.#setCompare(channel, value),
        false,
      );
    if (!this.#kind.wide) return [...count(2), ...compare(3, 0), ...compare(4, 1)];
    const capture = this.#value(
      6,
      'ICR',
      () => this.#capture,
      (value) => this.#setCapture(value),
      true,
    );
    const force: [number, AvrRegister] = [
      this.#context.base + 2,
      register(
        'TCCRC',
        () => 0,
        () => {},
      ),
    ];
    return [force, ...count(4), ...capture, ...compare(8, 0), ...compare(10, 1), ...compare(12, 2)];
  }

  #setCapture(value: number): void {
    this.#capture = value;
    this.#configure();
  }
}

const modelOf = (kind: TimerKind, sizeBytes: number): AvrPeripheralModel => ({
  sizeBytes,
  create: (context) => new AvreTimer(context, kind).registers(),
});

export const avreTimer0 = modelOf(timer0, 5);
export const avreTimer2 = modelOf(timer2, 5);
export const avreTimer16 = modelOf(timer16, 14);
