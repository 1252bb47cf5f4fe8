import type { Answer } from './protocol.ts';

/** The scores of an output tensor, NaN for what is not a number, and the place of the largest. */
export function answerOf(values: readonly (number | null)[]): Answer {
  const scores = values.map((value) => value ?? Number.NaN);
  return { scores, best: scores.indexOf(Math.max(...scores)) };
}
