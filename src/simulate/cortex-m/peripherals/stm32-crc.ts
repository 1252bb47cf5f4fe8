import type { NarrowAccess, Peripheral, PeripheralModel } from './types.ts';

/*
 * CRC calculation unit: RM0351 chapter 14 (programmable polynomial, the STM32L4, L4+ and G0), RM0008 chapter 4 (fixed
 * CRC-32, the STM32F1 and F4). Data are taken most significant bit first.
 */

const offset = { data: 0x00, independent: 0x04, control: 0x08, initial: 0x10, polynomial: 0x14 } as const;
const control = { reset: 1, reverseOut: 1 << 7 } as const;
const crc32Polynomial = 0x04c11db7;
const allOnes = 0xffffffff;
const polynomialBits = [32, 16, 8, 7] as const;
/** REV_IN: within bytes, half-words, words. */
const reversedBits = [0, 8, 16, 32] as const;

function reverse(value: number, width: number): number {
  let result = 0;
  for (let bit = 0; bit < width; bit++) result = (result << 1) | ((value >>> bit) & 1);
  return result >>> 0;
}

/** Bit-reverses each group of `group` bits of a value `width` bits wide. */
function reverseGroups(value: number, width: number, group: number): number {
  if (group === 0) return value;
  const size = Math.min(group, width);
  let result = 0;
  for (let at = 0; at < width; at += size) {
    const mask = size === 32 ? allOnes : (1 << size) - 1;
    result |= reverse((value >>> at) & mask, size) << at;
  }
  return result >>> 0;
}

/** The CRC register after `bits` bits of `data`. */
export function advanceCrc(crc: number, data: number, bits: number, polynomial: number, width: number): number {
  const top = 2 ** (width - 1);
  let register = crc;
  for (let bit = bits - 1; bit >= 0; bit--) {
    const out = (register >= top ? 1 : 0) ^ ((data >>> bit) & 1);
    register = (register * 2) % 2 ** width;
    if (out) register = (register ^ polynomial) >>> 0;
  }
  return register % 2 ** width;
}

class CrcUnit implements Peripheral {
  readonly #isProgrammable: boolean;
  #crc = allOnes;
  #independent = 0;
  #control = 0;
  #initial = allOnes;
  #polynomial = crc32Polynomial;

  constructor(isProgrammable: boolean) {
    this.#isProgrammable = isProgrammable;
  }

  get #width(): number {
    return polynomialBits[(this.#control >>> 3) & 3]!;
  }

  read(at: number): number | undefined {
    switch (at) {
      case offset.data:
        return this.#control & control.reverseOut ? reverse(this.#crc, this.#width) : this.#crc;
      case offset.independent:
        return this.#independent;
      case offset.control:
        return this.#control;
      case offset.initial:
        return this.#isProgrammable ? this.#initial : undefined;
      case offset.polynomial:
        return this.#isProgrammable ? this.#polynomial : undefined;
      default:
        return undefined;
    }
  }

  write(at: number, value: number, { bytes, value: written }: NarrowAccess): boolean {
    switch (at) {
      case offset.data:
        return this.#feed(this.#isProgrammable ? written : value, this.#isProgrammable ? bytes * 8 : 32);
      case offset.independent:
        this.#independent = this.#isProgrammable ? value : value & 0xff;
        return true;
      case offset.control:
        return this.#configure(value);
      case offset.initial:
        if (this.#isProgrammable) this.#crc = this.#initial = value;
        return this.#isProgrammable;
      case offset.polynomial:
        if (this.#isProgrammable) this.#polynomial = value;
        return this.#isProgrammable;
      default:
        return false;
    }
  }

  #feed(data: number, bits: number): boolean {
    const input = reverseGroups(data, bits, reversedBits[(this.#control >>> 5) & 3]!);
    this.#crc = advanceCrc(this.#crc, input, bits, this.#polynomial, this.#width);
    return true;
  }

  #configure(value: number): boolean {
    this.#control = this.#isProgrammable ? value & 0xf8 : 0;
    if (value & control.reset) this.#crc = this.#initial % 2 ** this.#width;
    return true;
  }
}

const model = (isProgrammable: boolean): PeripheralModel => ({
  sizeBytes: 0x400,
  create: () => new CrcUnit(isProgrammable),
});

export const stm32Crc = model(true);
export const stm32f1Crc = model(false);
