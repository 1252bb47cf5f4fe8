import { isCompare, isLoad, isStore, op } from '../opcodes.ts';
import { bitsOf, type Range } from './range.ts';
import type { Value, ValueGraph } from './value.ts';
import { Worklist } from './worklist.ts';

const wordBits = 32;
const addressBits = 16;
/** A shift's distance is below 32. */
const distanceBits = 8;

/**
 * How many of its lower bits somebody asks each value for: the least solution of what results ask of operands. An operation
 * computes as many bits as it is asked for and its range needs, and asks its operands for no more.
 */
export function demandedBits({ values }: ValueGraph, ranges: readonly Range[]): Uint8Array {
  const demanded = new Uint8Array(values.length);
  // From the last one on: what is asked for is found behind what it is made of.
  const open = new Worklist([...values.keys()].reverse());
  for (const number of open) {
    for (const [at, operand] of values[number]!.operands.entries()) {
      const bits = asked(values, ranges, number, at, demanded[number]!);
      if (bits <= demanded[operand]!) continue;
      demanded[operand] = bits;
      open.add(operand);
    }
  }
  return demanded;
}

/** How many bits an operation computes. */
export const computedBits = (demanded: number, range: Range): number => Math.min(demanded, bitsOf(range));

/** What value `user` asks its operand at position `at` for, when it is asked for `demanded` bits itself. */
function asked(values: readonly Value[], ranges: readonly Range[], user: number, at: number, demanded: number): number {
  const { kind, opcode, operands } = values[user]!;
  if (kind === 'outside') return wordBits;
  const computed = computedBits(demanded, ranges[user]!);
  if (kind === 'merge') return computed;
  if (isLoad(opcode) || (isStore(opcode) && at === 0)) return addressBits;
  const rangeAt = (position: number): Range => ranges[operands[position]!]!;
  const constantAt = (position: number): number | undefined => {
    const { kind, constant } = values[operands[position]!]!;
    return kind === 'constant' ? constant : undefined;
  };
  switch (opcode) {
    case op.i32Store8:
      return 8;
    case op.i32Store16:
      return 16;
    case op.i32Add:
    case op.i32Sub:
    case op.i32Or:
    case op.i32Xor:
      return computed;
    case op.i32Mul:
      return isByteProduct(rangeAt(0), rangeAt(1)) ? Math.min(computed, 8) : computed;
    case op.i32And:
      return Math.min(computed, maskBits(rangeAt(1 - at)));
    case op.i32Extend8S:
      return Math.min(demanded, 8);
    case op.i32Extend16S:
      return Math.min(demanded, 16);
    case op.i32Shl:
      return at === 1 ? distanceBits : Math.max(0, demanded - (constantAt(1) ?? 0));
    case op.i32ShrS:
    case op.i32ShrU:
      return at === 1 ? distanceBits : shiftedBits(rangeAt(0), demanded, constantAt(1));
    case op.select:
      return at === 2 ? bitsOf(rangeAt(2)) : computed;
    case op.brIf:
    case op.brTable:
    case op.if:
    case op.i32Eqz:
      return bitsOf(rangeAt(0));
    case op.drop:
      return 0;
    case op.globalSet:
      return addressBits;
  }
  return isCompare(opcode) || isDivision(opcode) ? comparedBits(rangeAt(0), rangeAt(1)) : wordBits;
}

/** The core multiplies bytes, and gives all 16 bits of the product. */
export const isByteProduct = (a: Range, b: Range): boolean => Math.max(bitsOf(a), bitsOf(b)) <= 8;

/** What is shifted to the right: by a distance that is not known, all it has. */
export function shiftedBits(shifted: Range, demanded: number, distance: number | undefined): number {
  return Math.min(bitsOf(shifted), demanded + (distance ?? wordBits));
}

const isDivision = (opcode: number): boolean => opcode >= op.i32DivS && opcode <= op.i32RemU;

/** No bit is asked for that the other operand of an `and` never has. */
const maskBits = (mask: Range): number => (mask[0] >= 0 ? bitsOf(mask) : wordBits);

/**
 * What two values are compared or divided in: C converts both to the larger of their types, a signed and an unsigned one
 * of 16 bits to the latter.
 */
export function comparedBits(a: Range, b: Range): number {
  const bits = Math.max(bitsOf(a), bitsOf(b));
  const together = bitsOf([Math.min(a[0], b[0]), Math.max(a[1], b[1])]);
  return bits <= addressBits ? Math.min(together, addressBits) : together;
}
