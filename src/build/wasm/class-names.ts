import type { Width } from './width/width.ts';

/**
 * What the counters tell apart on a core of 32 bits: kinds of work whose cost differs on some of them. What is held in a local is in a register
 * on the part, and constants are part of the instruction that uses them: neither is counted.
 */
export const countedClasses = [
  'alu',
  'compare',
  'select',
  'shift',
  /** Bit positions that shifts by a constant move. */
  'shiftDistance',
  'multiply',
  'multiplyAccumulate',
  'divide',
  'load8',
  'load16',
  'load32',
  'load64',
  'store8',
  'store16',
  'store32',
  'store64',
  'branchTaken',
  'branchNotTaken',
  'branchTable',
  'call',
  'callIndirect',
  'longAlu',
  'longShift',
  'longMultiply',
  'longDivide',
  'dspPack',
  'dspMultiplyAccumulate',
  'floatAdd',
  'floatMultiply',
  'floatMultiplyAccumulate',
  'floatDivide',
  'floatCompare',
  'floatConvert',
  'floatMove',
  /** Arithmetic in double precision, which no part here has in hardware. */
  'double',
] as const;

export type WordClass = (typeof countedClasses)[number];

/** How often each class of a build occurs: an entry may be negative where it corrects another block's (branches not taken). */
export type ClassCounts = Float64Array;

/** What takes a core of 8 bits as many instructions as it has bytes, or more. */
export const widthClasses = {
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

/** Whether a class is several, by width, on a core of 8 bits. */
export const isWidthDependent = (name: WordClass): name is WidthDependent => name in widthClasses;
const isForeign = (name: WordClass): boolean => foreign.some((other) => other === name);
const isCommon = (name: WordClass): name is Exclude<WordClass, Absent> => !isWidthDependent(name) && !isForeign(name);

/** What the counters tell apart on a core of 8 bits. */
export const byteCoreClasses: readonly ByteCoreClass[] = [
  ...Object.values(widthClasses).flatMap((byWidth) => Object.values(byWidth).filter((name) => name !== undefined)),
  ...countedClasses.filter(isCommon),
];

/** Of all cores. */
export type CountedClass = WordClass | ByteCoreClass;
