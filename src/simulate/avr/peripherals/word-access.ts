import { register } from './register.ts';
import type { AvrRegister } from './types.ts';

/** A 16-bit register behind a peripheral's TEMP: how it is read and written whole. */
export interface WordRegister {
  readonly name: string;
  read(): number;
  write(value: number): void;
  /** Buffered through TEMP when it is read, as a running counter is. */
  readonly latched: boolean;
}

/**
 * The TEMP register of a peripheral and the two bytes of each 16-bit register behind it. Reading the low byte keeps
 * the high one in TEMP. The byte written first waits in TEMP: the low one on AVRxt, the high one on AVRe+.
 */
export class WordAccess {
  temp = 0;
  readonly #lowFirst: boolean;

  constructor(options: { readonly lowFirst: boolean }) {
    this.#lowFirst = options.lowFirst;
  }

  bytes(word: WordRegister): { readonly low: AvrRegister; readonly high: AvrRegister } {
    const readLow = () => {
      const value = word.read();
      if (word.latched) this.temp = value >> 8;
      return value & 0xff;
    };
    const readHigh = () => (word.latched ? this.temp : word.read() >> 8);
    const keep = (value: number) => {
      this.temp = value;
    };
    return {
      low: register(`${word.name}L`, readLow, this.#lowFirst ? keep : (low) => word.write(this.temp * 256 + low)),
      high: register(`${word.name}H`, readHigh, this.#lowFirst ? (high) => word.write(high * 256 + this.temp) : keep),
    };
  }
}
