/**
 * How far the answers of two networks lie apart, in nats: the Kullback-Leibler divergence of the classes' probabilities
 * (softmax of the logits). For a single output the squared difference, for there is no choice between classes.
 */
export function divergence(expected: ArrayLike<number>, actual: ArrayLike<number>): number {
  if (expected.length === 1) return ((expected[0] as number) - (actual[0] as number)) ** 2;
  const p = softmax(expected);
  const logP = logSoftmax(expected);
  const logQ = logSoftmax(actual);
  return p.reduce((sum, share, at) => sum + share * (logP[at]! - logQ[at]!), 0);
}

/** Position of the largest value; the first of equals. */
export function largestAt(values: ArrayLike<number>): number {
  let best = 0;
  for (let at = 1; at < values.length; at++) if ((values[at] as number) > (values[best] as number)) best = at;
  return best;
}

const softmax = (logits: ArrayLike<number>): number[] => logSoftmax(logits).map(Math.exp);

function logSoftmax(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const most = Math.max(...values);
  const logSum = most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
  return values.map((value) => value - logSum);
}
