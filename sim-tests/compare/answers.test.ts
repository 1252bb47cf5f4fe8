import { describe, expect, it } from 'vitest';
import { accuracyRemarks, classRemarks, floatCounterpart } from '../../src/compare/accuracy-remarks.ts';
import { confidenceInterval } from '../../src/compare/interval.ts';
import type { Accuracy } from '../../src/estimate/accuracy.ts';

const answers = (part: Partial<Accuracy>): Accuracy => ({
  inputs: 200,
  correct: undefined,
  accuracy: undefined,
  confusion: undefined,
  layers: [],
  cycles: undefined,
  agreement: undefined,
  ...part,
});

describe('the confidence interval', () => {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is that of Wilson', (right, total, low, high) => {
    const interval = confidenceInterval(right, total);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });
});

describe('what answers show', () => {
  const layer = { name: '', values: 1000, low: 0, high: 0 };

  it('names a layer with many values at the ends of its type, and no softmax', () => {
    const layers = [
      { ...layer, index: 0, op: 'CONV_2D', high: 50 },
      { ...layer, index: 1, op: 'SOFTMAX', high: 500 },
      { ...layer, index: 2, op: 'FULLY_CONNECTED', low: 300 },
    ];
    expect(accuracyRemarks(answers({ layers })).map(({ message }) => message)).toEqual([
      '5.0 % of the outputs of layer 0 (CONV_2D) are at the ends of their type over the data set',
    ]);
  });

  it('names the classes that are known worse than chance explains', () => {
    const float = {
      name: 'float',
      accuracy: answers({
        confusion: [
          [98, 2],
          [3, 97],
        ],
      }),
    };
    const quantised = {
      name: 'int8',
      accuracy: answers({
        confusion: [
          [97, 3],
          [20, 80],
        ],
      }),
    };
    expect(classRemarks(quantised, float).map(({ message }) => message)).toEqual([
      'it knows some classes worse than float (1: 97.0 % to 80.0 %)',
    ]);
  });

  it('holds a quantised network against the float network of its size, whichever comes first', () => {
    const float = (name: string, parameters: number) => ({ name, parameters, accuracy: answers({}) });
    const floats = [float('narrow', 10_210), float('wide', 20_410), float('wide, pruned', 20_410)];
    expect(floatCounterpart(20_410, floats)?.name).toBe('wide');
    expect(floatCounterpart(10_210, floats)?.name).toBe('narrow');
    expect(floatCounterpart(20_410, [])).toBeUndefined();
  });
});
