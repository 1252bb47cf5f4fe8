import { bitShiftsSymbol } from '../../../src/build/wasm/builds.ts';
import {
  bodiesOf,
  type CountedModule,
  countersSymbol,
  encodeBody,
  shiftCode,
} from '../../../src/build/wasm/count-module.ts';
import { mergeInsertions } from '../../../src/build/wasm/count-shifts.ts';
import {
  type ClassCounts,
  countedClasses,
  countsOf,
  intrinsicsOf,
  positionOf,
} from '../../../src/build/wasm/counted-classes.ts';
import type { Instruction } from '../../../src/build/wasm/function-body.ts';
import { signedLeb, unsignedLeb } from '../../../src/build/wasm/leb128.ts';
import { encodeModule, exportedAddress, hasGlobal, parseModule } from '../../../src/build/wasm/module.ts';
import { op } from '../../../src/build/wasm/opcodes.ts';
import { counterAlone } from '../../../src/build/wasm/placement/linear-sum.ts';

/**
 * The build that the real one is held against: no basic blocks, one counter a class, and before every single instruction
 * the code that counts it. Slow, and hard to get wrong.
 */
export function countNaively(bytes: Uint8Array): CountedModule {
  const module = parseModule(bytes);
  const intrinsics = intrinsicsOf(module.importedFunctions);
  const countersAddress = exportedAddress(module, countersSymbol);
  const addTo = (name: (typeof countedClasses)[number], times: number): number[] => {
    const memory = [3, ...unsignedLeb(countersAddress + 8 * positionOf(name))];
    const zero = [op.i32Const, 0];
    return [
      ...zero,
      ...zero,
      op.i64Load,
      ...memory,
      op.i64Const,
      ...signedLeb(times),
      op.i64Add,
      op.i64Store,
      ...memory,
    ];
  };
  const countsShifts = hasGlobal(module, bitShiftsSymbol);
  const shiftAddress = countersAddress + 8 * countedClasses.length;
  const bodies = bodiesOf(module).map((body, index) => {
    const insertions = new Map(
      body.instructions.map((instruction, position) => {
        const last = body.instructions[position - 1];
        const counts = countsOf(instruction, last, intrinsics).flatMap(([name, times]) => addTo(name, times));
        return [position, [...notTaken(last, addTo), ...counts, ...branches(instruction, addTo)]] as const;
      }),
    );
    const shifts = countsShifts ? shiftCode(module, index, body, shiftAddress) : new Map();
    return encodeBody(module, index, body, mergeInsertions(insertions, shifts), intrinsics);
  });
  const shiftCounter = countsShifts ? countedClasses.length : undefined;
  const rows = [...countedClasses, ...(countsShifts ? ['shifts'] : [])].map((_, position): ClassCounts => {
    const row = new Float64Array(countedClasses.length);
    if (position !== shiftCounter) row[position] = 1;
    return row;
  });
  const rowSums = rows.map((_, counter) => counterAlone(counter));
  const counterCount = rows.length;
  return { bytes: encodeModule(module, bodies), countersAddress, counterCount, rows, rowSums, shiftCounter };
}

type AddTo = (name: 'branchTaken' | 'branchNotTaken' | 'branchTable', times: number) => number[];

function branches({ opcode }: Instruction, addTo: AddTo): number[] {
  if (opcode === op.brTable) return addTo('branchTable', 1);
  return [op.br, op.brIf, op.if, op.else].some((branch) => branch === opcode) ? addTo('branchTaken', 1) : [];
}

/** Right behind a condition is where it did not branch. */
function notTaken(last: Instruction | undefined, addTo: AddTo): number[] {
  const isCondition = last?.opcode === op.brIf || last?.opcode === op.if;
  return isCondition ? [...addTo('branchTaken', -1), ...addTo('branchNotTaken', 1)] : [];
}
