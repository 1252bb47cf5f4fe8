import { isCompare, isLoad, isStore, op } from '../opcodes.ts';
import type { Value, ValueGraph } from './value.ts';

/** Variables lie at this address and above: emscripten leaves what is below free, for null pointers. */
const firstVariable = 1024;

/**
 * Which values are addresses: 16 bits on an AVR, whatever WebAssembly computes them with. They are those that memory is
 * read and written by, and the stack pointer; and from them on
 *
 * - what an address plus or minus something is, and what an address was before a small constant was added to it;
 * - what an address is compared to;
 * - all that a merge or a choice may be, and the merge, when one of them is an address.
 *
 * A sum of two values that is an address says of neither of them that it is one: the other is an index.
 */
export function addressValues({ values }: ValueGraph): ReadonlySet<number> {
  const addresses = new Set<number>();
  const open: number[] = [];
  const mark = (value: number): void => {
    if (addresses.has(value) || values[value]!.kind === 'constant') return;
    addresses.add(value);
    open.push(value);
  };
  const users = usersOf(values);
  for (const [number, value] of values.entries()) {
    if (isLoad(value.opcode) || isStore(value.opcode)) mark(value.operands[0]!);
    if (value.opcode === op.globalGet) mark(number);
  }
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const other of madeFrom(values, values[value]!)) mark(other);
    for (const user of users[value]!) for (const other of makes(values, user, value, addresses)) mark(other);
  }
  return addresses;
}

/** By value: the values that are made of it. */
export function usersOf(values: readonly Value[]): readonly (readonly number[])[] {
  const users: number[][] = values.map(() => []);
  for (const [number, { operands }] of values.entries()) for (const operand of operands) users[operand]!.push(number);
  return users;
}

/** What of an address's operands is an address. */
function madeFrom(values: readonly Value[], { kind, opcode, operands }: Value): readonly number[] {
  if (kind === 'merge') return operands;
  if (opcode === op.select) return operands.slice(0, 2);
  const isOffset = (value: number): boolean => {
    const { kind, constant } = values[value]!;
    return kind === 'constant' && constant < firstVariable;
  };
  const [a = 0, b = 0] = operands;
  if (opcode === op.i32Sub || (opcode === op.i32Add && isOffset(b))) return isOffset(b) ? [a] : [];
  return opcode === op.i32Add && isOffset(a) ? [b] : [];
}

/** What is an address because the operand `value` of `user` is one. */
function makes(
  values: readonly Value[],
  user: number,
  value: number,
  addresses: ReadonlySet<number>,
): readonly number[] {
  const { kind, opcode, operands } = values[user]!;
  if (kind === 'merge' || opcode === op.i32Add) return [user];
  if (isCompare(opcode)) return operands;
  const [a, b, condition] = operands;
  if (opcode === op.select) return value === condition && value !== a && value !== b ? [] : [user];
  // The distance of two addresses is none.
  return opcode === op.i32Sub && a === value && !addresses.has(b!) ? [user] : [];
}
