import type { ClassCounts } from '../build/wasm/counted-classes.ts';
import { countedClasses } from '../build/wasm/counted-classes.ts';
import type { Counts } from './inference.ts';

/** How often each class of instruction was executed, from the counters and what each of them means. */
export function classCounts(counts: Counts, rows: readonly ClassCounts[]): ClassCounts {
  const totals = new Float64Array(countedClasses.length);
  for (const [counter, times] of counts.values().entries()) {
    if (times === 0) continue;
    const row = rows[counter]!;
    for (let position = 0; position < totals.length; position++) totals[position]! += times * row[position]!;
  }
  return totals;
}
