import { bodyOf, type CountedModule, countersSymbol, encodeBody } from '../../../src/build/wasm/count-module.ts';
import {
  type ClassCounts,
  countedClasses,
  countsOf,
  intrinsicsOf,
  positionOf,
} from '../../../src/build/wasm/counted-classes.ts';
import type { Instruction } from '../../../src/build/wasm/function-body.ts';
import { signedLeb, unsignedLeb } from '../../../src/build/wasm/leb128.ts';
import { encodeModule, exportedAddress, parseModule } from '../../../src/build/wasm/module.ts';
import { op } from '../../../src/build/wasm/opcodes.ts';

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
  const bodies = module.bodies.map((_, index) => {
    const body = bodyOf(module, index);
    const insertions = new Map(
      body.instructions.map((instruction, position) => {
        const last = body.instructions[position - 1];
        const counts = countsOf(instruction, last, intrinsics).flatMap(([name, times]) => addTo(name, times));
        return [position, [...notTaken(last, addTo), ...counts, ...branches(instruction, addTo)]] as const;
      }),
    );
    return encodeBody(module, index, body, insertions, intrinsics);
  });
  const rows = countedClasses.map((_, position): ClassCounts => {
    const row = new Float64Array(countedClasses.length);
    row[position] = 1;
    return row;
  });
  return { bytes: encodeModule(module, bodies), countersAddress, rows };
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
