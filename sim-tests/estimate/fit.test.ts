import { describe, expect, it } from 'vitest';
import { NormalEquations, solveNonNegative } from '../../src/estimate/calibration/least-squares.ts';
import { random } from '../nnom/support/random.ts';

/** A problem of a few features of very different size, some of them sums of others. */
function problem(seed: number) {
  const next = random(seed);
  const features = 8;
  const rows = Array.from({ length: 12 }, () => {
    const row = Array.from({ length: features }, (_, at) => Math.floor(next() * 10 ** (at % 5)));
    row[features - 1] = row[0]! + row[1]!;
    return row;
  });
  return {
    rows,
    targets: rows.map((row) => row.reduce((sum, times, at) => sum + times * (at - 3), 100 * next())),
    weights: rows.map(() => 0.1 + next()),
    prior: Array.from({ length: features }, () => next()),
    stiffness: Array.from({ length: features }, () => 1e-3 * next()),
  };
}

/** Karush, Kuhn and Tucker: at the minimum no cost wants to change that may. */
describe('least squares with costs that cannot be negative', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))('is at its minimum, problem %i', (seed) => {
    const { rows, targets, weights, prior, stiffness } = problem(seed);
    const equations = new NormalEquations(prior.length);
    for (const [i, row] of rows.entries()) equations.observe(row, targets[i]!, weights[i]!);
    const x = solveNonNegative(equations, { costs: prior, stiffness });
    for (const [at, cost] of x.entries()) {
      const terms = rows.map((row, i) => {
        const error = row.reduce((sum, times, k) => sum + times * x[k]!, -targets[i]!);
        return weights[i]! ** 2 * error * row[at]!;
      });
      const gradient = terms.reduce((sum, term) => sum + term, stiffness[at]! * (cost - prior[at]!));
      const size = terms.reduce((sum, term) => sum + Math.abs(term), 1e-9);
      expect(cost).toBeGreaterThanOrEqual(0);
      if (cost > 0) expect(Math.abs(gradient) / size).toBeLessThan(1e-6);
      else expect(gradient / size).toBeGreaterThan(-1e-6);
    }
  });
});
