import { isCompare, op } from '../opcodes.ts';
import { anything, bitsOf, hull, type Range, signed, typeOf, unsigned, within } from './range.ts';

type Rule = (operands: readonly Range[]) => Range;

/** Of both ends combined with both: the extremes of what is monotonic in each. */
function corners([a, b]: Range, [c, d]: Range, combine: (x: number, y: number) => number): Range {
  const results = [combine(a, c), combine(a, d), combine(b, c), combine(b, d)];
  return within(Math.min(...results), Math.max(...results));
}

const isFixed = ([from, to]: Range): boolean => from === to;
const intBits = 16;

/**
 * On the part, `int` has 16 bits. The same C gives the same answers on both, so that a sum of two values of 16 bits that
 * does not fit is modulo 2^16 there and is used modulo 2^16 here, or does not come about.
 */
export function intSum(operands: readonly Range[], result: Range): Range {
  if (bitsOf(result) <= intBits || operands.some((range) => bitsOf(range) > intBits)) return result;
  return result[0] >= 0 ? unsigned(intBits) : signed(intBits);
}

/** Bits of both: none is set beyond the highest of either, and of a negative value all are. */
function bitwise(a: Range, b: Range): Range {
  const both = hull(a, b);
  return both[0] >= 0 ? unsigned(bitsOf(both)) : typeOf(both);
}

function and(a: Range, b: Range): Range {
  if (a[0] >= 0 && b[0] >= 0) return [0, Math.min(a[1], b[1])];
  if (a[0] >= 0) return [0, a[1]];
  return b[0] >= 0 ? [0, b[1]] : typeOf(hull(a, b));
}

function shiftLeft(a: Range, by: Range): Range {
  return isFixed(by) ? within(a[0] * 2 ** (by[0] & 31), a[1] * 2 ** (by[0] & 31)) : anything;
}

function shiftRight(a: Range, by: Range): Range {
  return isFixed(by) ? [a[0] >> by[0], a[1] >> by[0]] : hull(a, [0, 0]);
}

function shiftRightUnsigned(a: Range, by: Range): Range {
  if (a[0] >= 0) return isFixed(by) ? [a[0] >>> by[0], a[1] >>> by[0]] : [0, a[1]];
  return isFixed(by) ? unsigned(32 - (by[0] & 31)) : anything;
}

/** A value that is in the type already stays what it is. */
const extended = (a: Range, bits: number): Range =>
  a[0] >= signed(bits)[0] && a[1] <= signed(bits)[1] ? a : signed(bits);

function divide([from, to]: Range): Range {
  const size = Math.max(Math.abs(from), Math.abs(to));
  return within(-size, size);
}

function remainder(a: Range, b: Range): Range {
  const size = Math.min(Math.max(-a[0], a[1]), Math.max(Math.abs(b[0]), Math.abs(b[1])) - 1);
  return [a[0] >= 0 ? 0 : -size, a[1] <= 0 ? 0 : size];
}

const binary =
  (rule: (a: Range, b: Range) => Range): Rule =>
  ([a, b]) =>
    rule(a!, b!);

const rules: ReadonlyMap<number, Rule> = new Map<number, Rule>([
  [op.i32Load8S, () => signed(8)],
  [op.i32Load8U, () => unsigned(8)],
  [op.i32Load16S, () => signed(16)],
  [op.i32Load16U, () => unsigned(16)],
  [op.i32Eqz, () => [0, 1]],
  [op.i32Clz, () => [0, 32]],
  [op.i32Ctz, () => [0, 32]],
  [op.i32Popcnt, () => [0, 32]],
  [op.i32Add, binary((a, b) => within(a[0] + b[0], a[1] + b[1]))],
  [op.i32Sub, binary((a, b) => within(a[0] - b[1], a[1] - b[0]))],
  [op.i32Mul, binary((a, b) => corners(a, b, (x, y) => x * y))],
  [op.i32DivS, binary(divide)],
  [op.i32DivU, binary((a) => (a[0] >= 0 ? [0, a[1]] : anything))],
  [op.i32RemS, binary(remainder)],
  [op.i32RemU, binary((a, b) => (a[0] >= 0 && b[0] >= 0 ? remainder(a, b) : anything))],
  [op.i32And, binary(and)],
  [op.i32Or, binary(bitwise)],
  [op.i32Xor, binary(bitwise)],
  [op.i32Shl, binary(shiftLeft)],
  [op.i32ShrS, binary(shiftRight)],
  [op.i32ShrU, binary(shiftRightUnsigned)],
  [op.i32Extend8S, ([a]) => extended(a!, 8)],
  [op.i32Extend16S, ([a]) => extended(a!, 16)],
  [op.select, binary(hull)],
]);

/** What an instruction may give, by what its operands may be; anything for those that say nothing of it. */
export function operationRange(opcode: number, operands: readonly Range[]): Range {
  if (isCompare(opcode)) return [0, 1];
  return rules.get(opcode)?.(operands) ?? anything;
}

/** Of a shift to the left and back by as much: what C writes as a conversion. */
export const extendedRange = extended;
