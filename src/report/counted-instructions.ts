import { type ClassCounts, type CountedClass, countedClasses } from '../build/wasm/counted-classes.ts';
import { type InstructionClass, type InstructionsByClass, instructionClasses } from '../simulate/types.ts';
import { zeroes } from '../simulate/zeroes.ts';

/** What each counted class is in tables of instructions. Where one is several on a 32-bit core, it counts as such. */
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
};

/** Counts of the WebAssembly build as the instructions that a 32-bit core would execute for them, about. */
export function countedInstructions(counts: ClassCounts): { total: number; byClass: InstructionsByClass } {
  const byClass = zeroes(instructionClasses);
  for (const [position, name] of countedClasses.entries()) {
    const [target, times] = instructionsOf[name] ?? [];
    if (target !== undefined) byClass[target] += Math.max(0, counts[position]!) * times!;
  }
  return { total: Object.values(byClass).reduce((sum, times) => sum + times, 0), byClass };
}
