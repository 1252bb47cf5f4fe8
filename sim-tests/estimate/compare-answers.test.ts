import { describe, expect, it } from 'vitest';
import { compareAnswers } from '../../src/measure/compare-answers.ts';

describe('what firmware answers beside the counted build', () => {
  const counted = [Uint8Array.of(1, 2, 255)];
  const answering = (...bytes: number[]) => compareAnswers({ inputs: [[9]], outputs: [bytes] }, counted);

  it('is the same to the last bit', () => expect(answering(1, 2, 255)).toEqual({ answer: 'same' }));

  it('or another, and where', () =>
    expect(answering(1, 3, 0)).toEqual({
      answer: 'other',
      difference: '2 of its 3 output bytes are not what its model says, the first at 1: 3 and not 2',
    }));

  it('or of another size, which is another', () => expect(answering(1, 2).answer).toBe('other'));

  it('or cannot be told', () => expect(compareAnswers(undefined, counted)).toEqual({ answer: 'unknown' }));
});
