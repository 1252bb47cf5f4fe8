import { classCounter } from '../../../src/build/wasm/class-counter.ts';
import type { ClassCounts, CountedClass } from '../../../src/build/wasm/class-names.ts';
import {
  bodiesOf,
  type CountedModule,
  countersSymbol,
  encodeBody,
  shiftCode,
} from '../../../src/build/wasm/count-module.ts';
import { mergeInsertions } from '../../../src/build/wasm/count-shifts.ts';
import { intrinsicsOf } from '../../../src/build/wasm/counted-classes.ts';
import type { Instruction } from '../../../src/build/wasm/function-body.ts';
import { signedLeb, unsignedLeb } from '../../../src/build/wasm/leb128.ts';
import { encodeModule, exportedAddress, parseModule } from '../../../src/build/wasm/module.ts';
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
  const bodies = bodiesOf(module);
  const counter = classCounter(module, bodies, intrinsics);
  const { classes, positions, shiftWidths } = counter;
  const addTo = (name: CountedClass, times: number): number[] => {
    const memory = [3, ...unsignedLeb(countersAddress + 8 * positions.get(name)!)];
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
  const shiftAddress = countersAddress + 8 * classes.length;
  const counting = bodies.map((body, index) => {
    const insertions = new Map(
      body.instructions.map((instruction, position) => {
        const last = body.instructions[position - 1];
        const counts = counter.countsAt(index, position, last).flatMap(([name, times]) => addTo(name, times));
        return [position, [...notTaken(last, addTo), ...counts, ...branches(instruction, addTo)]] as const;
      }),
    );
    const shifts = shiftCode(module, index, body, counter, shiftAddress);
    return encodeBody(module, index, body, mergeInsertions(insertions, shifts), intrinsics);
  });
  const shiftCounters = shiftWidths.map((_, at) => classes.length + at);
  const rows = [...classes, ...shiftWidths].map((_, position): ClassCounts => {
    const row = new Float64Array(classes.length);
    if (position < classes.length) row[position] = 1;
    return row;
  });
  const rowSums = rows.map((_, counter) => counterAlone(counter));
  const counterCount = rows.length;
  const bytesCounting = encodeModule(module, counting);
  return { bytes: bytesCounting, countersAddress, counterCount, classes, rows, rowSums, shiftCounters };
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
