import type { ControlFlow } from './control-flow.ts';
import type { Insertions } from './count-shifts.ts';
import type { Instruction } from './function-body.ts';
import { unsignedLeb } from './leb128.ts';
import { op } from './opcodes.ts';
import { type TripCount, tripCountOf } from './placement/trip-count.ts';

/**
 * Code that counts blocks of a function: each adds one where it begins, or, where a loop is but one block, what a local
 * of the loop went by, once the loop is left.
 *
 * @param addressOf the 64-bit counter of each block that is counted
 * @param scratch an i32 local that nothing else uses
 */
export function counterCode(
  flow: ControlFlow,
  instructions: readonly Instruction[],
  addressOf: ReadonlyMap<number, number>,
  scratch: number,
): Insertions {
  const insertions = new Map<number, readonly number[]>();
  const insert = (position: number, code: readonly number[]): void => {
    insertions.set(position, [...(insertions.get(position) ?? []), ...code]);
  };
  for (const [block, address] of addressOf) {
    const trips = tripCountOf(flow, block, instructions);
    const { start, missingElse } = flow.blocks[block]!;
    if (trips === undefined) {
      insert(start, [...(missingElse ? [op.else] : []), ...incrementOf(address)]);
    } else {
      insert(trips.loop, [...get(trips.local), op.localSet, ...unsignedLeb(scratch)]);
      insert(trips.behind, addTo(address, [...distance(trips, scratch), op.i64ExtendI32U]));
    }
  }
  return insertions;
}

/** Code that adds one to the counter at an address. */
export const incrementOf = (address: number): readonly number[] => addTo(address, [op.i64Const, 1]);

/** Code that adds what `value` puts on the stack, an i64. */
function addTo(address: number, value: readonly number[]): readonly number[] {
  const alignment = 3;
  const memory = [alignment, ...unsignedLeb(address)];
  const zero = [op.i32Const, 0];
  return [...zero, ...zero, op.i64Load, ...memory, ...value, op.i64Add, op.i64Store, ...memory];
}

const get = (local: number): number[] => [op.localGet, ...unsignedLeb(local)];

/** From what the local was, in `scratch`, to what it is: modulo 2^32, so that it may pass the end of its range. */
const distance = ({ local, goesUp }: TripCount, scratch: number): number[] =>
  goesUp ? [...get(local), ...get(scratch), op.i32Sub] : [...get(scratch), ...get(local), op.i32Sub];
