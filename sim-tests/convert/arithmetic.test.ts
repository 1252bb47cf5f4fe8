import { describe, expect, test } from 'vitest';
import { interleaveRows } from '../../src/convert/dense-order.ts';
import { divergence } from '../../src/convert/divergence.ts';
import { isNnomSame, tensorFlowSame } from '../../src/convert/padding.ts';
import { bitsFor, formatName, squaredError, toQ7 } from '../../src/convert/q-format.ts';

describe('a q7 format', () => {
  test.each([
    [1, 6, 'Q1.6'],
    [127.4 / 128, 7, 'Q0.7'],
    [15.9, 3, 'Q4.3'],
    [16, 2, 'Q5.2'],
    [0.2, 9, 'Q-2.9'],
    [300, -2, 'Q9.-2'],
  ])('holds values up to %d with %i decimal bits: %s', (largest, bits, name) => {
    expect([bitsFor(largest), formatName(bits)]).toEqual([bits, name]);
    expect(Math.round(largest * 2 ** bits)).toBeLessThanOrEqual(127);
    expect(Math.round(largest * 2 ** (bits + 1))).toBeGreaterThan(127);
  });

  test.each([
    [0.5, 0, 1],
    [-0.5, 0, 0],
    [-0.51, 0, -1],
    [1, 7, 127],
    [-1, 7, -128],
    [-9, 4, -128],
  ])('rounds half up and saturates: %d with %i bits is %i', (value, bits, expected) => {
    expect(toQ7(value, bits)).toBe(expected);
  });
});

test('what a format loses is the mean square of what rounding and saturation take', () => {
  expect(squaredError([1.5, 2], 0)).toBe(0.25 / 2); // 1.5 rounds to 2
  expect(squaredError([300], 0)).toBe((300 - 127) ** 2);
  // A hundred values of 0.1 and one of 2: six bits cut the 2 to 1.98, five keep it, and the hundred gain.
  const values = [...Array.from({ length: 100 }, () => 0.1), 2];
  const lost = (bits: number) =>
    (100 * (0.1 - Math.floor(0.1 * 2 ** bits + 0.5) / 2 ** bits) ** 2 + (2 - Math.min(2, 127 / 2 ** bits)) ** 2) / 101;
  expect(squaredError(values, 5)).toBeCloseTo(lost(5), 12);
  expect(squaredError(values, 6)).toBeCloseTo(lost(6), 12);
});

test('dense weights are interleaved as the comment of arm_fully_connected_q7_opt (CMSIS-NN) shows', () => {
  // a31 is row 3, column 1. Six rows of five: one group of four with a column left over, and two rows left over.
  const kernel = Int8Array.from({ length: 30 }, (_, at) => 10 * (Math.floor(at / 5) + 1) + (at % 5) + 1);
  expect([...interleaveRows(kernel, 6)]).toEqual([
    ...[11, 21, 13, 23, 31, 41, 33, 43, 12, 22, 14, 24, 32, 42, 34, 44],
    ...[15, 25, 35, 45],
    ...[51, 52, 53, 54, 55],
    ...[61, 62, 63, 64, 65],
  ]);
});

test("TensorFlow's SAME pads 28 by 1 behind for a stride of two, where NNoM pads 1 before", () => {
  expect(tensorFlowSame(28, 3, 2)).toEqual({ before: 0, behind: 1 });
  expect(isNnomSame(tensorFlowSame(28, 3, 2), 3, 1)).toBe(false);
  expect(tensorFlowSame(28, 3, 1)).toEqual({ before: 1, behind: 1 });
  expect(isNnomSame(tensorFlowSame(28, 3, 1), 3, 1)).toBe(true);
});

test('answers that differ by a constant are the same answer; others lie apart by their divergence', () => {
  expect(divergence([1, 2, 3], [11, 12, 13])).toBeCloseTo(0, 12);
  // p = (3/4, 1/4), q = (1/2, 1/2): 3/4 ln(3/2) + 1/4 ln(1/2)
  expect(divergence([Math.log(3), 0], [0, 0])).toBeCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), 12);
  expect(divergence([2], [5])).toBe(9);
});
