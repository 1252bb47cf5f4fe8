import { isCompare, op } from '../opcodes.ts';
import type { Value } from './value.ts';

/** A merge at the begin of a loop that the loop adds constants to. */
export interface Counter {
  readonly merge: number;
  /** Itself and a constant. */
  readonly steps: readonly number[];
  readonly begins: readonly number[];
  /** What it is compared to; undefined for zero. */
  readonly bounds: readonly (number | undefined)[];
}

/** Counters by the numbers of their merges and of their steps. */
export function countersOf(values: readonly Value[]): ReadonlyMap<number, Counter> {
  const counters = new Map<number, Counter>();
  for (const [merge, { operands, conditions }] of values.entries()) {
    if (conditions.length === 0) continue;
    const steps = operands.filter((operand) => isStep(values, operand, merge));
    const bounds = conditions.flatMap((condition) => boundsIn(values, condition, [merge, ...steps]));
    if (steps.length === 0 || bounds.length === 0) continue;
    const counter = { merge, steps, bounds, begins: operands.filter((operand) => !steps.includes(operand)) };
    for (const number of [merge, ...steps]) counters.set(number, counter);
  }
  return counters;
}

function isStep(values: readonly Value[], number: number, merge: number): boolean {
  const { opcode, operands } = values[number]!;
  if (opcode !== op.i32Add && opcode !== op.i32Sub) return false;
  const [a, b] = operands;
  return a === merge && values[b!]!.kind === 'constant';
}

/** What a condition compares one of `counted` to. */
function boundsIn(values: readonly Value[], condition: number, counted: readonly number[]): (number | undefined)[] {
  if (counted.includes(condition)) return [undefined];
  const { opcode, operands } = values[condition]!;
  if (opcode === op.i32Eqz) return boundsIn(values, operands[0]!, counted);
  if (!isCompare(opcode)) return [];
  const [a, b] = operands;
  if (counted.includes(a!)) return [b];
  return counted.includes(b!) ? [a] : [];
}
