import { UpCounter } from '../../peripherals/up-counter.ts';
import { atOffsets, readOnly, register, storage } from './register.ts';
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
  readonly #event;
  readonly #lines;
  #ctrlA = 0;
  #ctrlB = 0;
  #period = 0xffff;
  #compare = [0, 0, 0];
  #flags = 0;
  #enabled = 0;

  constructor(context: AvrContext) {
    this.#context = context;
    this.#event = context.schedule((cycle) => this.#happen(cycle));
    this.#lines = {
      overflow: context.interrupt('ovf'),
      compare: [0, 1, 2].map((channel) => context.interrupt(`cmp${channel}`)),
    };
  }

  #top(): number {
    return (this.#ctrlB & 7) === frequencyMode ? this.#compare[0]! : this.#period;
  }

  #restart(now: number): void {
    const mode = this.#ctrlB & 7;
    if (mode !== 0 && mode !== frequencyMode && mode !== singleSlopeMode) {
      this.#context.refuse('dual-slope waveforms');
    }
    this.#counter.setTop(this.#top(), now);
    this.#plan(now);
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

  #command(value: number): void {
    const now = this.#context.now();
    const command = value & 0x0c;
    if ((value & 0x01) !== 0) this.#context.refuse('counting down');
    if (command === commands.restart || command === commands.reset) this.#counter.setValue(0, now);
    this.#plan(now);
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
    const { now } = this.#context;
    const control = storage('CTRLE', 0);
    return {
      0: register(
        'CTRLA',
        () => this.#ctrlA,
        (value) => {
          this.#ctrlA = value;
          const prescale = prescalers[(value >> 1) & 7]!;
          this.#context.hardware.timerAPrescale = prescale;
          this.#counter.start((value & 1) === 0 ? 0 : prescale, now());
          this.#restart(now());
        },
      ),
      1: register(
        'CTRLB',
        () => this.#ctrlB,
        (value) => {
          this.#ctrlB = value;
          this.#restart(now());
        },
      ),
      2: storage('CTRLC'),
      3: storage('CTRLD', 0, 0xff, (value) => {
        if ((value & 1) !== 0) this.#context.refuse('split mode');
      }),
      4: register(
        'CTRLECLR',
        () => control.value,
        (value) => control.write(control.value & ~value & 0x03),
      ),
      5: register(
        'CTRLESET',
        () => control.value,
        (value) => this.#command(value),
      ),
      6: storage('CTRLFCLR'),
      7: storage('CTRLFSET'),
      9: storage('EVCTRL', 0, 0xff, (value) => {
        if ((value & 1) !== 0) this.#context.refuse('counting events');
      }),
      10: register(
        'INTCTRL',
        () => this.#enabled,
        (value) => {
          this.#enabled = value;
          this.#announce();
        },
      ),
      11: register(
        'INTFLAGS',
        () => this.#flags,
        (value) => {
          this.#flags &= ~value;
          this.#announce();
          this.#plan(now());
        },
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

  registers(): Map<number, AvrRegister> {
    const { base, now } = this.#context;
    const count = this.#word({
      name: 'CNT',
      read: () => this.#counter.value(now()),
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
