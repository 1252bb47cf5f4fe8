import { type Count, classByOpcode, countedClasses, type WordClass } from './counted-classes.ts';
import type { Instruction } from './function-body.ts';
import { op } from './opcodes.ts';
import type { OperationWidth, Width } from './width/operation-widths.ts';

/** What takes a core of 8 bits as many instructions as it has bytes, or more. */
const widthClasses = {
  alu: { 8: 'alu8', 16: 'alu16', 32: 'alu32' },
  compare: { 8: 'compare8', 16: 'compare16', 32: 'compare32' },
  select: { 8: 'select8', 16: 'select16', 32: 'select32' },
  shift: { 8: 'shift8', 16: 'shift16', 32: 'shift32' },
  /** Bit positions that shifts by a constant move, whole bytes apart: those are taken from the next register. */
  shiftDistance: { 8: 'shiftDistance8', 16: 'shiftDistance16', 32: 'shiftDistance32' },
  /** By the operands for 8 bits, whose product has 16; else by the product. */
  multiply: { 8: 'multiply8', 16: 'multiply16', 32: 'multiply32' },
  divide: { 8: 'divide8', 16: 'divide16', 32: 'divide32' },
  /** A value is used with more bits than it has; none takes it to 8. */
  extend: { 8: undefined, 16: 'extend16', 32: 'extend32' },
  /** A product of bytes is used with 32 bits: some levels multiply words to a long for that. */
  extendProduct: { 8: undefined, 16: undefined, 32: 'extendProduct' },
} as const;

type WidthDependent = Exclude<keyof typeof widthClasses, 'extend' | 'extendProduct'>;
type WidthClass = NonNullable<(typeof widthClasses)[keyof typeof widthClasses][Width]>;

/** What is one instruction on other cores only. */
const foreign = ['multiplyAccumulate', 'floatMultiplyAccumulate', 'dspPack', 'dspMultiplyAccumulate'] as const;
type Absent = WidthDependent | (typeof foreign)[number];

export type ByteCoreClass = Exclude<WordClass, Absent> | WidthClass;

const isWidthDependent = (name: WordClass): name is WidthDependent => name in widthClasses;
const isForeign = (name: WordClass): boolean => foreign.some((other) => other === name);
const isCommon = (name: WordClass): name is Exclude<WordClass, Absent> => !isWidthDependent(name) && !isForeign(name);

/** What the counters tell apart on a core of 8 bits. */
export const byteCoreClasses: readonly ByteCoreClass[] = [
  ...Object.values(widthClasses).flatMap((byWidth) => Object.values(byWidth).filter((name) => name !== undefined)),
  ...countedClasses.filter(isCommon),
];

/** Bytes that nobody asks for are not loaded, and a pointer has two. */
const widthsOfMemory: Readonly<Partial<Record<WordClass, Readonly<Record<Width, ByteCoreClass>>>>> = {
  load16: { 8: 'load8', 16: 'load16', 32: 'load16' },
  load32: { 8: 'load8', 16: 'load16', 32: 'load32' },
  store32: { 8: 'store8', 16: 'store16', 32: 'store32' },
};

/** Bits of a byte: shifts by so many take none. */
const byteBits = 8;

/**
 * What one instruction counts for on a core of 8 bits, branches apart.
 *
 * @param last the instruction before it in the same block; undefined for the first
 * @param width undefined for what is no operation on values
 */
export function byteCoreCounts(
  instruction: Instruction,
  last: Instruction | undefined,
  width: OperationWidth | undefined,
): readonly Count[] {
  const { opcode } = instruction;
  if (opcode === op.call) return [['call', 1]];
  if (opcode === op.callIndirect) return [['callIndirect', 1]];
  if (opcode === op.prefixFc) return [instruction.suffix < 2 ? ['floatConvert', 1] : ['double', 1]];
  const name = classByOpcode[opcode];
  if (name === undefined || width === undefined) return [];
  const extensions = name === 'multiply' ? widthClasses.extendProduct : widthClasses.extend;
  const extended = extensions[width.extendedTo ?? 8];
  const extension: readonly Count[] = extended === undefined ? [] : [[extended, 1]];
  if (width.isConversion) return extension;
  if (!isWidthDependent(name))
    return [[widthsOfMemory[name]?.[width.width] ?? (name as ByteCoreClass), 1], ...extension];
  const distance = name === 'shift' && last?.opcode === op.i32Const ? last.operand % byteBits : 0;
  const distances: readonly Count[] = distance === 0 ? [] : [[widthClasses.shiftDistance[width.width], distance]];
  return [[widthClasses[name][width.width], 1], ...distances, ...extension];
}
