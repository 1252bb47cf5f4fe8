import { NormalEquations, solveNonNegative } from './least-squares.ts';

/** What is always there, and what each feature adds. */
export interface WholeBytes {
  readonly fixed: number;
  readonly each: readonly number[];
}

/** One observation: how much there is of each feature, and the bytes. */
export interface Bytes {
  readonly features: readonly number[];
  readonly bytes: number;
  /** Errors count in parts of it. */
  readonly ofBytes: number;
}

/** Holds what nothing says anything of. */
const tiny = 1e-10;

/** Fits whole bytes, none of them negative. */
export function wholeBytes(observations: readonly Bytes[]): WholeBytes {
  const size = 1 + (observations[0]?.features.length ?? 0);
  const equations = new NormalEquations(size);
  for (const { features, bytes, ofBytes } of observations) {
    equations.observe([1, ...features], bytes, 1 / Math.max(1, ofBytes));
  }
  const prior = { costs: new Float64Array(size), stiffness: new Float64Array(size).fill(tiny) };
  const [fixed = 0, ...each] = solveNonNegative(equations, prior);
  return { fixed: Math.round(fixed), each: each.map(Math.round) };
}

/** What is there with so much of each feature. */
export const bytesWith = ({ fixed, each }: WholeBytes, features: readonly number[]): number =>
  features.reduce((sum, amount, at) => sum + amount * each[at]!, fixed);
