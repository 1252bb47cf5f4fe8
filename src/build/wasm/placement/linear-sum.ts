/** A sum of counters: the factor of each by its number, none of them zero. */
export type LinearSum = ReadonlyMap<number, number>;

export const nothing: LinearSum = new Map();

export const counterAlone = (counter: number): LinearSum => new Map([[counter, 1]]);

/** The sum of sums, each times a factor. */
export function combine(parts: Iterable<readonly [sum: LinearSum, factor: number]>): LinearSum {
  const total = new Map<number, number>();
  for (const [sum, factor] of parts) {
    for (const [counter, times] of sum) {
      const now = (total.get(counter) ?? 0) + factor * times;
      if (now === 0) total.delete(counter);
      else total.set(counter, now);
    }
  }
  return total;
}
