import type { ClassCounts } from '../build/wasm/class-names.ts';

/** How often each class of instruction was executed, from how often each counter counted and what it means. */
export function classCounts(counted: ArrayLike<number>, rows: readonly ClassCounts[]): ClassCounts {
  const totals = new Float64Array(rows[0]?.length ?? 0);
  for (const [counter, row] of rows.entries()) {
    const times = counted[counter]!;
    if (times === 0) continue;
    for (let position = 0; position < totals.length; position++) totals[position]! += times * row[position]!;
  }
  return totals;
}
