/** The quadratic of a weighted least-squares problem: |W (A x - b)|^2 up to a constant. Those of two sets add up. */
export class NormalEquations {
  /** A' W^2 A, row by row. */
  readonly gram: Float64Array;
  /** A' W^2 b. */
  readonly moment: Float64Array;
  readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.gram = new Float64Array(size * size);
    this.moment = new Float64Array(size);
  }

  /** Takes in an observation; its error is multiplied by `weight`. */
  observe(row: ArrayLike<number>, target: number, weight: number): void {
    const square = weight ** 2;
    for (let i = 0; i < this.size; i++) {
      const scaled = square * row[i]!;
      if (scaled === 0) continue;
      this.moment[i]! += scaled * target;
      for (let j = 0; j < this.size; j++) this.gram[i * this.size + j]! += scaled * row[j]!;
    }
  }

  /** Takes in other observations, so many times; -1 takes them away. Returns itself. */
  add({ gram, moment }: NormalEquations, times: number): this {
    for (let at = 0; at < gram.length; at++) this.gram[at]! += times * gram[at]!;
    for (let at = 0; at < moment.length; at++) this.moment[at]! += times * moment[at]!;
    return this;
  }
}

/** What costs are drawn to where observations do not say. */
export interface Prior {
  readonly costs: ArrayLike<number>;
  /** How strongly: added to the diagonal of the normal equations; above zero. */
  readonly stiffness: ArrayLike<number>;
}

const mostSteps = 200;
/** Gradients below this part of what they are made of are rounding. */
const tolerance = 1e-10;

/**
 * Minimises |W (A x - b)|^2 + sum of stiffness (x - prior)^2 over x >= 0: the active-set method of C. Lawson and
 * R. Hanson, "Solving Least Squares Problems", chapter 23, on the normal equations, which the prior makes definite.
 */
export function solveNonNegative(equations: NormalEquations, { costs, stiffness }: Prior): Float64Array {
  const { gram, moment, size } = equations;
  const x = Float64Array.from(costs);
  // What was never observed stays where it was.
  const seen = Array.from(x.keys()).filter((at) => gram[at * size + at]! > 0);
  const matrix = seen.map((i) => pick(gram.subarray(i * size, (i + 1) * size), seen));
  for (const [at, row] of matrix.entries()) row[at]! += stiffness[seen[at]!]!;
  const target = Float64Array.from(seen, (i) => moment[i]! + stiffness[i]! * costs[i]!);
  for (const [at, cost] of activeSet(matrix, target).entries()) x[seen[at]!] = cost;
  return x;
}

type Matrix = readonly Float64Array[];

function activeSet(matrix: Matrix, target: Float64Array): Float64Array {
  const x = new Float64Array(target.length);
  const free = new Set<number>();
  for (let step = 0; step < mostSteps; step++) {
    const next = steepest(matrix, target, x, free);
    if (next === undefined) break;
    free.add(next);
    settle(matrix, target, x, free);
  }
  return x;
}

/** Which cost at zero would lower the error most if it grew; undefined when none would. */
function steepest(
  matrix: Matrix,
  target: Float64Array,
  x: Float64Array,
  free: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [i, row] of matrix.entries()) {
    if (free.has(i)) continue;
    let gradient = target[i]!;
    let size = Math.abs(gradient);
    for (const j of free) {
      const term = row[j]! * x[j]!;
      gradient -= term;
      size += Math.abs(term);
    }
    const gain = gradient / Math.sqrt(row[i]!);
    if (gradient > tolerance * size && gain > most) {
      most = gain;
      best = i;
    }
  }
  return best;
}

/** Moves the free costs to their minimum; those that would become negative stop at zero and are free no longer. */
function settle(matrix: Matrix, target: Float64Array, x: Float64Array, free: Set<number>): void {
  while (free.size > 0) {
    const places = [...free];
    const wanted = solveDefinite(matrix, target, places);
    let part = 1;
    for (const [at, i] of places.entries()) {
      if (wanted[at]! <= 0) part = Math.min(part, x[i]! > wanted[at]! ? x[i]! / (x[i]! - wanted[at]!) : 0);
    }
    for (const [at, i] of places.entries()) x[i]! += part * (wanted[at]! - x[i]!);
    if (part === 1) return;
    for (const [at, i] of places.entries()) {
      if (wanted[at]! > 0 || x[i]! > tolerance) continue;
      x[i] = 0;
      free.delete(i);
    }
  }
}

/** Solves A x = b in the rows and columns `places` of a positive definite A, by Cholesky's decomposition. */
function solveDefinite(matrix: Matrix, right: Float64Array, places: readonly number[]): Float64Array {
  const x = pick(right, places);
  const lower = places.map((i) => pick(matrix[i]!, places));
  for (const [i, row] of lower.entries()) {
    for (let j = 0; j <= i; j++) {
      const other = lower[j]!;
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      row[j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / other[j]!;
    }
    for (let k = 0; k < i; k++) x[i]! -= row[k]! * x[k]!;
    x[i]! /= row[i]!;
  }
  for (let i = places.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < places.length; k++) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}

/** The values at some places. */
function pick(values: Float64Array, places: readonly number[]): Float64Array {
  const picked = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = values[places[at]!]!;
  return picked;
}
