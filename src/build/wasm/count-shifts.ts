import { isVariableShift } from './counted-classes.ts';
import type { Instruction } from './function-body.ts';
import { unsignedLeb } from './leb128.ts';
import { op } from './opcodes.ts';

/** Code to be put before some instructions of a function, by their position. */
export type Insertions = ReadonlyMap<number, readonly number[]>;

/**
 * Before every shift by a variable the code that adds how far it shifts to a counter: no count of how often a block runs
 * says that.
 *
 * @param addressAt of the 64-bit counter for the shift at a position
 * @param scratch a local that nothing else uses across instructions
 */
export function shiftInsertions(
  instructions: readonly Instruction[],
  addressAt: (position: number) => number,
  scratch: number,
): Insertions {
  return new Map(
    instructions.flatMap((instruction, position) =>
      isVariableShift(instruction, instructions[position - 1])
        ? [[position, addDistance(addressAt(position), scratch)] as const]
        : [],
    ),
  );
}

/**
 * The distance is on top of the stack, and stays there. C knows none of 32 and more: the compiler has drawn such a shift
 * out of a branch that is not taken, and the part does not execute it.
 */
function addDistance(address: number, scratch: number): readonly number[] {
  const memory = [3, ...unsignedLeb(address)];
  const local = unsignedLeb(scratch);
  return [
    ...[op.localTee, ...local],
    ...[op.i32Const, 0, op.i32Const, 0, op.i64Load, ...memory],
    ...[op.localGet, ...local, op.i32Const, 0, op.localGet, ...local, op.i32Const, 32, op.i32LtU, op.select],
    ...[op.i64ExtendI32U],
    ...[op.i64Add, op.i64Store, ...memory],
  ];
}

/** Both; where they meet, the first goes first. */
export function mergeInsertions(first: Insertions, second: Insertions): Insertions {
  const merged = new Map(first);
  for (const [position, code] of second) merged.set(position, [...(merged.get(position) ?? []), ...code]);
  return merged;
}
