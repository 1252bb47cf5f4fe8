import type { Answer } from '../estimate/profile.ts';

/** What an inference was given, and what it came to: the bytes of each tensor, as JSON. */
export interface AnsweredBytes {
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

/** `difference`: where another answer parts from the counted one, in words. */
export interface Comparison {
  readonly answer: Answer;
  readonly difference?: string | undefined;
}

/**
 * Compares what firmware answered with what the counted build does to the same input.
 *
 * @param answered by the firmware; undefined where nothing tells it
 * @param counted output tensors
 */
export function compareAnswers(answered: AnsweredBytes | undefined, counted: readonly Uint8Array[]): Comparison {
  if (answered === undefined) return { answer: 'unknown' };
  const given = answered.outputs.flat();
  const wanted = counted.flatMap((bytes) => [...bytes]);
  if (given.length !== wanted.length) {
    return { answer: 'other', difference: `it has ${given.length} output bytes and its model ${wanted.length}` };
  }
  const positions = [...wanted.keys()].filter((position) => given[position] !== wanted[position]);
  const [first] = positions;
  if (first === undefined) return { answer: 'same' };
  const difference =
    `${positions.length} of its ${wanted.length} output bytes are not what its model says, the first at ${first}: ` +
    `${given[first]} and not ${wanted[first]}`;
  return { answer: 'other', difference };
}
