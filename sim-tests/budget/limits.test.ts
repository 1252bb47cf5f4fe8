import { describe, expect, it } from 'vitest';
import type { BaselineEntry } from '../../src/budget/baseline.ts';
import { parseBound } from '../../src/budget/bound.ts';
import { exactly, type Figures } from '../../src/budget/figures.ts';
import { judge } from '../../src/budget/judge.ts';
import type { Limit } from '../../src/budget/limit.ts';
import type { MeasureName } from '../../src/budget/measures.ts';

const limit = (measure: MeasureName, text: string, more: Partial<Limit> = {}): Limit => ({
  measure,
  layers: undefined,
  bound: parseBound(measure, text),
  text,
  level: 'error',
  path: [],
  ...more,
});

const layer = (index: number, op: string, cycles: number) => ({
  index,
  op,
  name: `net/${op.toLowerCase()}_${index}`,
  figures: { cycles: exactly(cycles), flash: exactly(cycles / 10) },
});

/** A part with 1000 B of flash and 200 B of RAM, and a run that takes half of each. */
const figures: Figures = {
  engine: 'simulate',
  totals: {
    flash: exactly(500),
    ram: exactly(100),
    latency: exactly(12.5),
    cycles: exactly(1000),
    accuracy: exactly(0.97),
  },
  layers: [layer(0, 'CONV_2D', 700), layer(1, 'CONV_2D', 200), layer(2, 'FULLY_CONNECTED', 100)],
  capacities: { flash: 1000, ram: 200 },
};

const estimate: Figures = { ...figures, engine: 'estimate', totals: { cycles: { value: 1000, low: 900, high: 1100 } } };

const inBaseline = (totals: BaselineEntry['totals'], engine = 'simulate'): BaselineEntry => ({
  name: 'digits',
  device: 'part',
  engine,
  sha256: '',
  totals,
  layers: [layer(0, 'CONV_2D', 690), layer(1, 'CONV_2D', 100), layer(2, 'FULLY_CONNECTED', 100)],
  ramParts: {},
  symbols: [],
});

describe('a limit', () => {
  it('passes up to and including its value, and says how much of it is in use', () => {
    expect(judge(limit('flash', '500 B'), figures, undefined)).toMatchObject({
      status: 'pass',
      excess: 0,
      usedPercent: 100,
    });
    expect(judge(limit('latency', '25 ms'), figures, undefined)).toMatchObject({ status: 'pass', usedPercent: 50 });
  });

  it('fails by what is above', () => {
    const verdict = judge(limit('ram', '80 B'), figures, undefined);
    expect(verdict).toMatchObject({ status: 'fail', limit: 80, actual: 100, excess: 20, usedPercent: 125 });
  });

  it('of level warn only warns', () => {
    expect(judge(limit('ram', '80 B', { level: 'warn' }), figures, undefined).status).toBe('warn');
  });

  it('as a share is one of the part: 60 % of 1000 B of flash, 40 % of 200 B of RAM', () => {
    expect(judge(limit('flash', '60%'), figures, undefined)).toMatchObject({ status: 'pass', limit: 600 });
    expect(judge(limit('ram', '40 %'), figures, undefined)).toMatchObject({ status: 'fail', limit: 80 });
  });

  it('on accuracy is the least there may be', () => {
    expect(judge(limit('accuracy', '97 %'), figures, undefined).status).toBe('pass');
    const verdict = judge(limit('accuracy', '98 %'), figures, undefined);
    expect(verdict.status).toBe('fail');
    expect(verdict.excess).toBeCloseTo(0.01);
  });

  it('on what was not measured is an error that says what to do', () => {
    expect(judge(limit('heap', '1 KiB'), figures, undefined)).toMatchObject({
      status: 'error',
      actual: null,
      reason: expect.stringMatching(/heap .* is not measured/),
    });
  });
});

describe('a limit on an estimate', () => {
  it.each([
    ['1100 cycles', 'pass'],
    ['1099 cycles', 'uncertain'],
    ['900 cycles', 'uncertain'],
    ['899 cycles', 'fail'],
  ])('of 1000 cycles, 900 to 1100: %s is %s', (text, status) => {
    expect(judge(limit('cycles', text), estimate, undefined).status).toBe(status);
  });

  it('is warned of only when the whole band is beyond it', () => {
    expect(judge(limit('cycles', '950 cycles', { level: 'warn' }), estimate, undefined).status).toBe('uncertain');
    expect(judge(limit('cycles', '800 cycles', { level: 'warn' }), estimate, undefined).status).toBe('warn');
  });
});

describe('growth against a baseline', () => {
  it.each([
    ['flash', '+25%', 400, 'pass', 500],
    ['flash', '+24%', 400, 'fail', 496],
    ['flash', '+100 B', 400, 'pass', 500],
    ['flash', '+99 B', 400, 'fail', 499],
    ['flash', '+0%', 500, 'pass', 500],
    ['accuracy', '-1%', 0.975, 'pass', 0.965],
    ['accuracy', '-1%', 0.99, 'fail', 0.98],
  ] as const)('of %s by at most %s from %d: %s, the limit is %d', (name, text, old, status, value) => {
    const verdict = judge(limit(name, text), figures, inBaseline({ [name]: exactly(old) }));
    expect(verdict).toMatchObject({ status, baseline: old });
    expect(verdict.limit).toBeCloseTo(value);
  });

  it('is uncertain for a budget that is new', () => {
    expect(judge(limit('flash', '+2%'), figures, undefined)).toMatchObject({
      status: 'uncertain',
      actual: 500,
      limit: null,
    });
  });

  it('is not judged across engines', () => {
    const verdict = judge(limit('flash', '+2%'), figures, inBaseline({ flash: exactly(500) }, 'estimate'));
    expect(verdict).toMatchObject({ status: 'error', reason: expect.stringContaining('estimate') });
  });
});

describe('a limit on layers', () => {
  const ofLayers = (layers: string, text: string) => judge(limit('cycles', text, { layers }), figures, inBaseline({}));

  it.each(['CONV_2D', 'CONV*', 'net/conv*', '*conv*'])('matches op or name: %s', (glob) => {
    expect(ofLayers(glob, '600 cycles').layer).toEqual({ index: 0, op: 'CONV_2D', name: 'net/conv_2d_0', of: 2 });
  });

  it('matches an index', () => {
    expect(ofLayers('2', '600 cycles')).toMatchObject({ status: 'pass', actual: 100, layer: { index: 2, of: 1 } });
  });

  it('is held against each of them, and told of the worst', () => {
    expect(ofLayers('*', '150 cycles')).toMatchObject({ status: 'fail', actual: 700, layer: { index: 0, of: 3 } });
  });

  it('compares each with itself in the baseline: layer 1 doubled, layer 0 grew by 1.4 %', () => {
    expect(ofLayers('*', '+2%')).toMatchObject({ status: 'fail', actual: 200, baseline: 100, layer: { index: 1 } });
  });

  it('that matches none is an error that lists them', () => {
    expect(ofLayers('DENSE', '1 cycles')).toMatchObject({
      status: 'error',
      reason: 'no layer matches "DENSE"; there are 0 CONV_2D, 1 CONV_2D, 2 FULLY_CONNECTED',
    });
  });
});
