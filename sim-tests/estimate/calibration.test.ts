import { describe, expect, it } from 'vitest';
import { countedClasses } from '../../src/build/wasm/class-names.ts';
import { NormalEquations, solveNonNegative } from '../../src/estimate/calibration/least-squares.ts';
import { FlashReads } from '../../src/estimate/flash-cache.ts';
import type { LayerInfo, ModelInfo } from '../../src/model/types.ts';

describe('least squares with costs that cannot be negative', () => {
  /** Observations of y = 2a + 3b, and of y = a - b, each exact. */
  const solve = (observations: readonly (readonly [a: number, b: number, y: number])[], stiffness = 1e-9) => {
    const equations = new NormalEquations(2);
    for (const [a, b, y] of observations) equations.observe([a, b], y, 1);
    return Array.from(solveNonNegative(equations, { costs: [1, 1], stiffness: [stiffness, stiffness] }));
  };

  it('finds the costs that the observations were made with', () => {
    const [a, b] = solve([
      [1, 0, 2],
      [1, 2, 8],
      [3, 1, 9],
    ]);
    expect(a).toBeCloseTo(2, 6);
    expect(b).toBeCloseTo(3, 6);
  });

  // Without the bound a = 1 and b = -1; at b = 0, a is (1 x 0 + 2 x 1) / (1 + 4) of rows (1, 1) -> 0 and (2, 1) -> 1.
  it('stops at zero and fits the others again', () => {
    const [a, b] = solve([
      [1, 1, 0],
      [2, 1, 1],
    ]);
    expect(a).toBeCloseTo(0.4, 6);
    expect(b).toBe(0);
  });

  it('leaves a cost where it was when nothing is observed of it, and between both when it is held', () => {
    expect(solve([[1, 0, 5]])[1]).toBe(1);
    // (a - 5)^2 + (a - 1)^2 is least in the middle.
    expect(solve([[1, 0, 5]], 1)[0]).toBeCloseTo(3, 9);
  });
});

describe('what a layer takes from the flash itself', () => {
  const cache = { bytes: 16 * 1024, ways: 2, holdsConstants: true };
  const row = (instructions: number) => Float64Array.from(countedClasses, (_, at) => (at === 0 ? instructions : 0));
  const weightsOf = (bytes: number): ModelInfo =>
    ({ tensors: [{}, { type: 'int8', constantBytes: bytes }] }) as unknown as ModelInfo;
  /** A convolution whose weights are gone through once for each of so many places. */
  const layerOf = (bytes: number, places: number): LayerInfo =>
    ({ inputs: [0, 1], macs: bytes * places, constantBytes: bytes }) as unknown as LayerInfo;

  it('is code once, and again after more than the cache holds has passed', () => {
    const reads = new FlashReads(cache, weightsOf(0), [row(100), row(50)]);
    const small = layerOf(0, 1);
    expect(reads.of(small, [7, 0]).newInstructions).toBe(100);
    expect(reads.of(small, [7, 3]).newInstructions).toBe(50);
    expect(reads.of(layerOf(40_000, 1), [0, 0]).newInstructions).toBe(0);
    expect(reads.of(small, [1, 0]).newInstructions).toBe(100);
  });

  // 18 KiB in sets of two lines: each set has 2.25 lines, a quarter of them three, of which every read misses.
  it.each([
    { bytes: 16 * 1024, part: 0 },
    { bytes: 18 * 1024, part: (0.25 * 3) / 2.25 },
    { bytes: 24 * 1024, part: 1 },
    { bytes: 64 * 1024, part: 1 },
  ])('weights of $bytes bytes that are gone through ten times', ({ bytes, part }) => {
    const reads = new FlashReads(cache, weightsOf(bytes), []);
    expect(reads.of(layerOf(bytes, 10), [])).toEqual({
      newInstructions: 0,
      constantBytes: bytes,
      rereadBytes: Math.round(9 * bytes * part),
    });
  });

  it('is nothing where no cache is', () => {
    const reads = new FlashReads(undefined, weightsOf(1000), [row(1)]);
    expect(reads.of(layerOf(1000, 10), [1])).toEqual({ newInstructions: 0, constantBytes: 0, rereadBytes: 0 });
  });
});
