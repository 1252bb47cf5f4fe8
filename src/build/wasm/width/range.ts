/** Least and largest of what a value may be, as a signed integer of 32 bits. */
export type Range = readonly [least: number, most: number];

const least = -(2 ** 31);
const most = 2 ** 31 - 1;

/** Nothing is known. */
export const anything: Range = [least, most];

/** Anything where a result does not fit 32 bits: it would be taken modulo 2^32. */
export const within = (from: number, to: number): Range => (from < least || to > most ? anything : [from, to]);

export const hull = (a: Range, b: Range): Range => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

/** How many bits hold it, with its sign when it may be negative. */
export function bitsOf([from, to]: Range): number {
  return from >= 0 ? significantBits(to) : Math.max(significantBits(~from), significantBits(Math.max(0, to))) + 1;
}

const significantBits = (value: number): number => 32 - Math.clz32(value);

/** Integers of so many bits. */
export const signed = (bits: number): Range => [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
export const unsigned = (bits: number): Range => (bits >= 32 ? anything : [0, 2 ** bits - 1]);

/** The smallest of the types of C that holds it, so that what grows in a loop comes to an end. */
export function typeOf(range: Range): Range {
  const bits = bitsOf(range);
  if (bits > 16) return range[0] >= 0 ? [0, most] : anything;
  const width = bits > 8 ? 16 : 8;
  return range[0] >= 0 ? unsigned(width) : signed(width);
}
