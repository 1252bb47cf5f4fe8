import { UpCounter } from '../../board/up-counter.ts';
import { atOffsets, readOnly, register, storage } from './register.ts';
import { TimerMode } from './timer-mode.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';
import { WordAccess, type WordRegister } from './word-access.ts';

const prescalers = [1, 2, 4, 8, 16, 64, 256, 1024] as const;
const overflowFlag = 0x01;
const compareFlags = [0x10, 0x20, 0x40] as const;
/** Values of CTRLB.WGMODE: the counter runs up to PER, or to CMP0. */
const frequencyMode = 1;
const singleSlopeMode = 3;
const commands = { update: 0x04, restart: 0x08, reset: 0x0c } as const;

/** 16-bit timer type A in single (not split) mode, counting up: DS40002173, TCA. */
class TimerA {
  readonly #context: AvrContext;
  readonly #counter = new UpCounter(0xffff);
  readonly #words = new WordAccess({ lowFirst: true });
  readonly #running: TimerMode;
  readonly #event;
  readonly #lines;
  #ctrlA = 0;
  #ctrlB = 0;
  #ctrlD = 0;
  #ctrlE = 0;
  #evctrl = 0;
  #period = 0xffff;
  #compare = [0, 0, 0];
  #flags = 0;
  #enabled = 0;

  constructor(context: AvrContext) {
    this.#context = context;
    this.#running = new TimerMode(context);
    this.#event = context.schedule((cycle) => this.#happen(cycle));
    this.#lines = {
      overflow: context.interrupt('ovf'),
      compare: [0, 1, 2].map((channel) => context.interrupt(`cmp${channel}`)),
    };
  }

  #top(): number {
    return (this.#ctrlB & 7) === frequencyMode ? this.#compare[0]! : this.#period;
  }

  /** Takes up what the control registers say. */
  #restart(now: number): void {
    this.#running.set(this.#unmodelled(), this.#enabled !== 0);
    const on = (this.#ctrlA & 1) !== 0 && this.#running.isModelled;
    const prescale = prescalers[(this.#ctrlA >> 1) & 7]!;
    this.#context.hardware.timerAPrescale = prescale;
    if (this.#counter.prescale !== (on ? prescale : 0)) this.#counter.start(on ? prescale : 0, now);
    this.#counter.setTop(this.#top(), now);
    this.#plan(now);
  }

  #unmodelled(): string | undefined {
    const mode = this.#ctrlB & 7;
    if ((this.#ctrlD & 1) !== 0) return 'split mode';
    if ((this.#ctrlE & 1) !== 0) return 'counting down';
    if ((this.#evctrl & 1) !== 0) return 'counting events';
    return mode === 0 || mode === frequencyMode || mode === singleSlopeMode ? undefined : 'dual-slope waveforms';
  }

  /** The next cycle at which a flag is set that is clear now. */
  #plan(now: number): void {
    const dues = [this.#counter.nextStepFrom(this.#counter.top, now)];
    for (const [channel, flag] of compareFlags.entries()) {
      if ((this.#flags & flag) === 0) dues.push(this.#counter.nextStepFrom(this.#compare[channel]!, now));
    }
    if ((this.#flags & overflowFlag) !== 0) dues.shift();
    this.#event.at(Math.min(...dues));
  }

  #happen(cycle: number): void {
    const before = cycle - this.#counter.prescale;
    const left = this.#counter.value(before);
    if (left === this.#counter.top) this.#flags |= overflowFlag;
    for (const [channel, flag] of compareFlags.entries()) {
      if (left === this.#compare[channel]) this.#flags |= flag;
    }
    this.#announce();
    this.#plan(cycle);
  }

  #announce(): void {
    const active = this.#flags & this.#enabled;
    this.#lines.overflow.set((active & overflowFlag) !== 0);
    this.#lines.compare.forEach((line, channel) => {
      line.set((active & compareFlags[channel]!) !== 0);
    });
  }

  /** CTRLESET: direction, lock, and a command. */
  #command(value: number): void {
    const now = this.#context.now();
    const command = value & 0x0c;
    this.#ctrlE |= value & 0x03;
    if (command === commands.restart || command === commands.reset) this.#counter.setValue(0, now);
    this.#restart(now);
  }

  /** A control register whose every write may change how the counter runs. */
  #control(name: string, read: () => number, keep: (value: number) => void): AvrRegister {
    return register(name, read, (value) => {
      keep(value);
      this.#restart(this.#context.now());
    });
  }

  #flagsNow(): number {
    this.#running.require();
    return this.#flags;
  }

  #clear(flags: number): void {
    this.#flags &= ~flags;
    this.#announce();
    this.#plan(this.#context.now());
  }

  #word(word: Omit<WordRegister, 'latched'>): [AvrRegister, AvrRegister] {
    const { low, high } = this.#words.bytes({ ...word, latched: true });
    return [low, high];
  }

  #comparison(channel: number, name: string): [AvrRegister, AvrRegister] {
    return this.#word({
      name,
      read: () => this.#compare[channel]!,
      write: (value) => {
        this.#compare[channel] = value;
        this.#restart(this.#context.now());
      },
    });
  }

  #periodWord(name: string): [AvrRegister, AvrRegister] {
    return this.#word({
      name,
      read: () => this.#period,
      write: (value) => {
        this.#period = value;
        this.#restart(this.#context.now());
      },
    });
  }

  #controls(): Record<number, AvrRegister> {
    const ctrlE = () => this.#ctrlE;
    return {
      0: this.#control(
        'CTRLA',
        () => this.#ctrlA,
        (value) => {
          this.#ctrlA = value;
        },
      ),
      1: this.#control(
        'CTRLB',
        () => this.#ctrlB,
        (value) => {
          this.#ctrlB = value;
        },
      ),
      2: storage('CTRLC'),
      3: this.#control(
        'CTRLD',
        () => this.#ctrlD,
        (value) => {
          this.#ctrlD = value;
        },
      ),
      4: this.#control('CTRLECLR', ctrlE, (value) => {
        this.#ctrlE &= ~value;
      }),
      5: register('CTRLESET', ctrlE, (value) => this.#command(value)),
      6: storage('CTRLFCLR'),
      7: storage('CTRLFSET'),
      9: this.#control(
        'EVCTRL',
        () => this.#evctrl,
        (value) => {
          this.#evctrl = value;
        },
      ),
      10: this.#control(
        'INTCTRL',
        () => this.#enabled,
        (value) => {
          this.#enabled = value;
          this.#announce();
        },
      ),
      11: register(
        'INTFLAGS',
        () => this.#flagsNow(),
        (value) => this.#clear(value),
      ),
      14: storage('DBGCTRL'),
      15: register(
        'TEMP',
        () => this.#words.temp,
        (value) => {
          this.#words.temp = value;
        },
      ),
    };
  }

  #count(): number {
    this.#running.require();
    return this.#counter.value(this.#context.now());
  }

  registers(): Map<number, AvrRegister> {
    const { base, now } = this.#context;
    const count = this.#word({
      name: 'CNT',
      read: () => this.#count(),
      write: (value) => {
        this.#counter.setValue(value, now());
        this.#plan(now());
      },
    });
    const words: [number, [AvrRegister, AvrRegister]][] = [
      [0x20, count],
      [0x26, this.#periodWord('PER')],
      [0x28, this.#comparison(0, 'CMP0')],
      [0x2a, this.#comparison(1, 'CMP1')],
      [0x2c, this.#comparison(2, 'CMP2')],
      [0x36, this.#periodWord('PERBUF')],
      [0x38, this.#comparison(0, 'CMP0BUF')],
      [0x3a, this.#comparison(1, 'CMP1BUF')],
      [0x3c, this.#comparison(2, 'CMP2BUF')],
    ];
    const bytes = words.flatMap(([offset, [low, high]]) => [
      [offset, low],
      [offset + 1, high],
    ]);
    return atOffsets(base, { ...this.#controls(), ...Object.fromEntries(bytes), 8: readOnly('reserved', () => 0) });
  }
}

export const avrxtTca: AvrPeripheralModel = {
  sizeBytes: 0x40,
  create: (context) => new TimerA(context).registers(),
};
