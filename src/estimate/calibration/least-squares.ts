/** A weighted least-squares problem with costs that cannot be negative, drawn towards what is known before. */
export interface Problem {
  /** One row an observation: how often each feature occurs. */
  readonly rows: readonly ArrayLike<number>[];
  readonly targets: readonly number[];
  /** Of each observation; its error is multiplied by it. */
  readonly weights: readonly number[];
  /** What each cost is taken to be where the observations do not say. */
  readonly prior: ArrayLike<number>;
  /** How strongly each cost is held to it: added to the diagonal of the normal equations. */
  readonly stiffness: ArrayLike<number>;
}

const passes = 2000;
const smallestChange = 1e-9;

/**
 * Minimises |W (A x - b)|^2 + sum of stiffness (x - prior)^2 over x >= 0, by coordinate descent on the normal equations:
 * the function is convex, and each step is the exact minimum along one axis.
 */
export function solveNonNegative({ rows, targets, weights, prior, stiffness }: Problem): Float64Array {
  const size = prior.length;
  const { gram, moment } = normalEquations({ rows, targets, weights }, size);
  const x = Float64Array.from(prior);
  for (let pass = 0; pass < passes; pass++) {
    let change = 0;
    for (let i = 0; i < size; i++) {
      const row = gram[i]!;
      const diagonal = row[i]! + stiffness[i]!;
      if (diagonal === 0) continue;
      let gradient = moment[i]! + stiffness[i]! * prior[i]!;
      for (let j = 0; j < size; j++) if (j !== i) gradient -= row[j]! * x[j]!;
      const next = Math.max(0, gradient / diagonal);
      change = Math.max(change, Math.abs(next - x[i]!));
      x[i] = next;
    }
    if (change < smallestChange) break;
  }
  return x;
}

function normalEquations({ rows, targets, weights }: Pick<Problem, 'rows' | 'targets' | 'weights'>, size: number) {
  const gram = Array.from({ length: size }, () => new Float64Array(size));
  const moment = new Float64Array(size);
  for (const [at, row] of rows.entries()) {
    const weight = weights[at]! ** 2;
    for (let i = 0; i < size; i++) {
      const scaled = weight * row[i]!;
      if (scaled === 0) continue;
      moment[i]! += scaled * targets[at]!;
      for (let j = 0; j < size; j++) gram[i]![j]! += scaled * row[j]!;
    }
  }
  return { gram, moment };
}
