import { isCompare, isLoad, op } from '../opcodes.ts';
import { conversionBits } from './conversions.ts';
import { nodesOnCycles } from './cycles.ts';
import { type Counter, countersOf } from './loop-counters.ts';
import { extendedRange, intSum, operationRange } from './operation-range.ts';
import { anything, hull, type Range, typeOf, unsigned } from './range.ts';
import type { Value, ValueGraph } from './value.ts';
import { usersOf } from './value-addresses.ts';
import { Worklist } from './worklist.ts';

/** What ranges are found from. */
interface Known {
  readonly values: readonly Value[];
  readonly addresses: ReadonlySet<number>;
  readonly counters: ReadonlyMap<number, Counter>;
  /** Values that are made of themselves: what a loop adds up may become any sum. */
  readonly cyclic: ReadonlySet<number>;
}

/**
 * What each value may be: the least solution of what operands say of results. A merge that grows more than once takes the
 * range of a type of C at a time. Addresses are 16 bits.
 *
 * A loop's counter would have no end so: it is what it begins with, goes by constants, and the loop goes on until it is
 * what it is compared to. It lies between the two.
 */
export function valueRanges({ values }: ValueGraph, addresses: ReadonlySet<number>): readonly Range[] {
  const counters = countersOf(values);
  const users = dependentsOf(values, counters);
  const known = { values, addresses, counters, cyclic: cyclicValues(values, addresses, counters) };
  const ranges: (Range | undefined)[] = values.map(() => undefined);
  const open = new Worklist(values.keys());
  const growth = new Uint8Array(values.length);
  for (const number of open) {
    const before = ranges[number];
    const range = rangeOf(known, number, ranges);
    if (range === undefined || (before !== undefined && before[0] <= range[0] && before[1] >= range[1])) continue;
    const grown = before === undefined ? range : hull(before, range);
    const isWide = before !== undefined && ++growth[number]! > 1;
    ranges[number] = isWide ? typeOf(grown) : grown;
    for (const user of users[number]!) open.add(user);
  }
  return ranges.map((range) => range ?? anything);
}

/** By value: those whose range depends on its. */
function dependentsOf(
  values: readonly Value[],
  counters: ReadonlyMap<number, Counter>,
): readonly (readonly number[])[] {
  const users = usersOf(values).map((numbers) => [...numbers]);
  for (const { merge, steps, bounds } of new Set(counters.values())) {
    users[merge]!.push(...steps);
    for (const bound of bounds) if (bound !== undefined) users[bound]!.push(merge);
  }
  return users;
}

/** Values whose range may grow with itself: what has a range of its own, whatever goes in, breaks a cycle. */
function cyclicValues(
  values: readonly Value[],
  addresses: ReadonlySet<number>,
  counters: ReadonlyMap<number, Counter>,
): ReadonlySet<number> {
  const hasOwnRange = (number: number): boolean => {
    const { opcode } = values[number]!;
    const isExtended = opcode === op.i32Extend8S || opcode === op.i32Extend16S;
    const isFixed = isLoad(opcode) || isCompare(opcode) || isExtended;
    return isFixed || addresses.has(number) || conversionBits(values, number) !== undefined;
  };
  const grows = usersOf(values).map((users, number) =>
    users.filter((user) => !hasOwnRange(user) && !counters.get(user)?.steps.includes(number)),
  );
  return nodesOnCycles(grows);
}

function rangeOf(
  { values, addresses, counters, cyclic }: Known,
  number: number,
  ranges: readonly (Range | undefined)[],
): Range | undefined {
  if (addresses.has(number)) return unsigned(16);
  const { kind, opcode, constant, operands } = values[number]!;
  const counter = counters.get(number);
  if (kind === 'constant') return [constant, constant];
  if (kind === 'outside') return anything;
  if (counter !== undefined) return counter.merge === number ? countedRange(counter, ranges) : ranges[counter.merge];
  if (kind === 'merge') return hullOf(operands, ranges);
  const known = operands.map((operand) => ranges[operand]);
  if (known.includes(undefined)) return undefined;
  const bits = conversionBits(values, number);
  const inner = bits === undefined ? undefined : ranges[values[operands[0]!]!.operands[0]!];
  if (inner !== undefined) return extendedRange(inner, bits!);
  const range = operationRange(opcode, known as Range[]);
  const isSum = opcode === op.i32Add || opcode === op.i32Sub;
  return isSum && !cyclic.has(number) ? intSum(known as Range[], range) : range;
}

function countedRange({ begins, bounds }: Counter, ranges: readonly (Range | undefined)[]): Range | undefined {
  const begin = hullOf(begins, ranges);
  const bound = bounds.map((value): Range | undefined => (value === undefined ? [0, 0] : ranges[value]));
  return [begin, ...bound].reduce((a, b) => (a === undefined || b === undefined ? undefined : hull(a, b)));
}

function hullOf(numbers: readonly number[], ranges: readonly (Range | undefined)[]): Range | undefined {
  return numbers
    .map((number) => ranges[number])
    .reduce((a, b) => (a === undefined ? b : b === undefined ? a : hull(a, b)), undefined);
}
