import type { CountedClass } from '../build/wasm/class-names.ts';
import { type InstructionClass, type InstructionsByClass, instructionClasses } from '../simulate/types.ts';
import { zeroes } from '../simulate/zeroes.ts';

/** What each counted class is in tables of instructions. Where one is several on the core, it counts as such. */
const instructionsOf: Readonly<Record<CountedClass, readonly [InstructionClass, times: number] | undefined>> = {
  alu: ['alu', 1],
  compare: ['alu', 1],
  select: ['alu', 2],
  shift: ['alu', 1],
  shiftDistance: undefined,
  multiply: ['multiply', 1],
  multiplyAccumulate: ['multiplyAccumulate', 1],
  divide: ['divide', 1],
  load8: ['load', 1],
  load16: ['load', 1],
  load32: ['load', 1],
  load64: ['load', 2],
  store8: ['store', 1],
  store16: ['store', 1],
  store32: ['store', 1],
  store64: ['store', 2],
  branchTaken: ['branch', 1],
  branchNotTaken: ['branch', 1],
  branchTable: ['branch', 1],
  call: ['call', 2],
  callIndirect: ['call', 2],
  longAlu: ['alu', 2],
  longShift: ['alu', 3],
  longMultiply: ['multiply', 1],
  longDivide: ['divide', 1],
  dspPack: ['dsp', 1],
  dspMultiplyAccumulate: ['dsp', 1],
  floatAdd: ['floatAlu', 1],
  floatMultiply: ['floatAlu', 1],
  floatMultiplyAccumulate: ['floatMultiplyAccumulate', 1],
  floatDivide: ['floatDivide', 1],
  floatCompare: ['floatAlu', 1],
  floatConvert: ['floatConvert', 1],
  floatMove: ['floatMove', 1],
  double: ['call', 1],
  alu8: ['alu', 1],
  alu16: ['alu', 2],
  alu32: ['alu', 4],
  compare8: ['alu', 1],
  compare16: ['alu', 2],
  compare32: ['alu', 4],
  select8: ['alu', 2],
  select16: ['alu', 3],
  select32: ['alu', 5],
  shift8: undefined,
  shift16: undefined,
  shift32: undefined,
  shiftDistance8: ['alu', 1],
  shiftDistance16: ['alu', 2],
  shiftDistance32: ['alu', 4],
  multiply8: ['multiply', 1],
  multiply16: ['multiply', 3],
  multiply32: ['multiply', 10],
  divide8: ['divide', 1],
  divide16: ['divide', 1],
  divide32: ['divide', 1],
  extend16: ['alu', 1],
  extend32: ['alu', 3],
  extendProduct: ['alu', 3],
};

/** Counts of the WebAssembly build as the instructions that the core would execute for them, about. */
export function countedInstructions(counts: ReadonlyMap<CountedClass, number>): {
  total: number;
  byClass: InstructionsByClass;
} {
  const byClass = zeroes(instructionClasses);
  for (const [name, count] of counts) {
    const [target, times] = instructionsOf[name] ?? [];
    if (target !== undefined) byClass[target] += Math.max(0, count) * times!;
  }
  return { total: Object.values(byClass).reduce((sum, times) => sum + times, 0), byClass };
}
