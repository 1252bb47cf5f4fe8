const lowest = -128;
const highest = 127;

/**
 * Most decimal bits with which values up to `largest` fit q7: 2^(7 - bits) is the next power of two. The largest value
 * may be half a step beyond 127, as rounding has it.
 */
export function bitsFor(largest: number, most = mostBits): number {
  if (largest === 0) return Math.min(7, most);
  const bits = Math.floor(Math.log2((highest + 0.5) / largest));
  return Math.min(Math.max(bits, -most), most);
}

/** Beyond this nothing is gained: 2^-15 of a value of 1 is far below what 8 bits of its neighbours show. */
const mostBits = 15;

/** A real number as q7 with `bits` decimal bits: rounded half up, as NNoM's kernels round, and saturated. */
export function toQ7(value: number, bits: number): number {
  return Math.min(Math.max(Math.floor(value * 2 ** bits + 0.5), lowest), highest);
}

/** Numbers as q7. */
export function quantize(values: ArrayLike<number>, bits: number): Int8Array {
  return Int8Array.from(values, (value) => toQ7(value, bits));
}

/** Mean squared difference between numbers and what q7 makes of them. */
export function squaredError(values: ArrayLike<number>, bits: number): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    sum += (value - toQ7(value, bits) * 2 ** -bits) ** 2;
  }
  return values.length === 0 ? 0 : sum / values.length;
}

/**
 * Of `fewest` decimal bits and the next `more`, those with the least error: the largest values saturate, the others
 * gain a bit each.
 */
export function bitsOfLeastError(fewest: number, more: number, errorOf: (bits: number) => number): number {
  const candidates = Array.from({ length: more + 1 }, (_, added) => fewest + added);
  const errors = candidates.map(errorOf);
  return candidates[errors.indexOf(Math.min(...errors))] as number;
}

/** `Q3.4`: integer and decimal bits beside the sign. */
export const formatName = (bits: number): string => `Q${7 - bits}.${bits}`;

/** The span of a format. */
export const spanOf = (bits: number): readonly [number, number] => [lowest * 2 ** -bits, highest * 2 ** -bits];
