import { describe, expect, it } from 'vitest';
import { fitFootprint } from '../../src/estimate/calibration/fit-footprint.ts';
import { fitStack } from '../../src/estimate/calibration/fit-stack.ts';
import { type LinkedImage, learnGroups } from '../../src/estimate/calibration/learn-groups.ts';
import type { ModelSample } from '../../src/estimate/calibration/sample.ts';

type Sizes = Readonly<Record<string, number>>;

const symbolsOf = (sizes: Sizes) =>
  Object.entries(sizes).map(([name, flashBytes]) => ({ name, flashBytes, ramBytes: 0 }));

const image = (parts: readonly string[], sizes: Sizes): LinkedImage => ({
  parts: new Set(parts),
  symbols: symbolsOf({ main: 1000, ...sizes }),
});

const learned = (images: readonly LinkedImage[]): Record<string, number> =>
  Object.fromEntries(learnGroups(images).map(({ ops, flashBytes }) => [ops.join(), flashBytes]));

describe('which parts of a runtime bring which symbols, learned from images', () => {
  it('a part brings what every image with it has and no image without it; what all have is always there', () => {
    expect(
      learned([
        image(['conv'], { convolve: 300, multiply: 40 }),
        image(['dense'], { dot: 200, multiply: 40 }),
        image(['conv', 'softmax'], { convolve: 300, multiply: 40, exp: 90 }),
        image(['pool', 'softmax'], { largest: 60, exp: 90 }),
        image(['pool'], { largest: 60 }),
      ]),
    ).toEqual({ '': 1000, conv: 300, dense: 200, 'conv,dense': 40, pool: 60, softmax: 90 });
  });

  it('what no part accounts for is in no group', () => {
    expect(learned([image(['a'], { code: 30, stray: 9 }), image(['a'], { code: 30 }), image(['b'], {})])).toEqual({
      '': 1000,
      a: 30,
    });
  });

  it('nor is what differs in size, as a model does; but for a function that a linker made a little shorter', () => {
    expect(
      learned([
        image(['conv'], { model: 5000, convolve: 304 }),
        image(['dense'], { model: 700, dot: 200 }),
        image(['dense', 'conv'], { model: 900, dot: 200, convolve: 296 }),
      ]),
    ).toEqual({ '': 1000, conv: 300, dense: 200 });
  });

  it('local functions of one name are told apart by their size, whatever their order', () => {
    expect(
      learned([
        image(['conv', 'dense'], { run: 50, 'run#2': 70 }),
        image(['dense', 'conv'], { run: 70, 'run#2': 50 }),
        image(['dense'], { run: 70 }),
        image(['conv'], { run: 50 }),
      ]),
    ).toEqual({ '': 1000, conv: 50, dense: 70 });
  });
});

describe('flash of firmware whose operators are learned', () => {
  const sample = (ops: readonly string[], fileBytes: number, unnamedBytes: number, sizes: Sizes): ModelSample => ({
    name: ops.join(),
    sha256: '',
    fileBytes,
    layers: ops.map((op) => ({ op, variant: 'any', macs: 0, work: [], cycles: 0, byCause: {} })),
    construction: undefined,
    countedArenaBytes: 0,
    totalCycles: 0,
    flashBytes: unnamedBytes + fileBytes + 1000 + Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0),
    staticRamBytes: 0,
    arenaBytes: 0,
    stackPeakBytes: 0,
    heapPeakBytes: 0,
    symbols: symbolsOf({ main: 1000, model: fileBytes, ...sizes }),
  });

  it('code without a name comes with what has one, as much a byte everywhere', () => {
    const { memory } = fitFootprint([
      sample(['conv'], 5000, 30, { convolve: 300 }),
      sample(['dense'], 700, 20, { dot: 200 }),
      sample(['dense', 'conv'], 900, 50, { dot: 200, convolve: 300 }),
    ]);
    expect(Object.fromEntries(memory.map(({ ops, flashBytes }) => [ops.join(), flashBytes]))).toEqual({
      '': 1000,
      conv: 330,
      dense: 220,
    });
  });
});

describe('stack of firmware that puts its model together by calls', () => {
  it('is one frame for all calls, and the deepest function of any layer below it', () => {
    // A frame of 100 bytes, and 8 for each convolution; below it a dense layer takes 30, a convolution 90.
    const frames = [
      { calls: [1, 0], stackBytes: 130 },
      { calls: [3, 0], stackBytes: 130 },
      { calls: [1, 1], stackBytes: 198 },
      { calls: [2, 2], stackBytes: 206 },
      { calls: [0, 1], stackBytes: 198 },
      { calls: [1, 4], stackBytes: 222 },
    ];
    const { fixed, each, deepest } = fitStack(frames);
    const stackOf = (calls: readonly number[]) =>
      calls.reduce((sum, times, at) => sum + times * each[at]!, fixed) +
      Math.max(...deepest.filter((_, at) => calls[at]! > 0));
    expect(stackOf([5, 0])).toBe(130);
    expect(stackOf([1, 3])).toBe(214);
    expect(stackOf([9, 6])).toBe(238);
  });
});
