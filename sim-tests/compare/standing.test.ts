import { describe, expect, it } from 'vitest';
import { type AxisValues, axes, standings } from '../../src/compare/standing.ts';

/** A variant with the same figure on every axis, but for those given. */
function variant(figure: number, others: Partial<AxisValues> = {}): AxisValues {
  const same = Object.fromEntries(axes.map((axis) => [axis, figure]));
  return { ...same, ...others };
}

/** A variant that no data set was put to. */
function unasked(figure: number): AxisValues {
  const { wrongAnswers: _, ...others } = variant(figure);
  return others;
}

describe('the standing of variants', () => {
  it('is the ratio to the least figure of each column', () => {
    const [small, large] = standings([variant(10), variant(25, { cycles: 5 })]);
    expect(small?.relative).toEqual(variant(1, { cycles: 2 }));
    expect(large?.relative).toEqual(variant(2.5, { cycles: 1 }));
  });

  it('leaves on the Pareto front what is better in flash, RAM or latency than each other variant', () => {
    const fast = variant(10, { latencyMs: 1 });
    const small = variant(10, { flashBytes: 1 });
    const neither = variant(10);
    expect(standings([fast, small, neither]).map(({ pareto }) => pareto)).toEqual([true, true, false]);
  });

  it('keeps equals on the front: neither is a reason against the other', () => {
    expect(standings([variant(3), variant(3)]).map(({ pareto }) => pareto)).toEqual([true, true]);
  });

  it('names as losing only what another one beats on every axis', () => {
    const rows = standings([variant(1), variant(2), variant(2, { gzipBytes: 1 })]);
    expect(rows.map(({ losesEverywhere }) => losesEverywhere)).toEqual([false, true, false]);
  });

  it('has no ratio of a figure that nobody measured', () => {
    const [without] = standings([unasked(2), unasked(1)]);
    expect(without?.relative).not.toHaveProperty('wrongAnswers');
    expect(without).toMatchObject({ pareto: false, losesEverywhere: true });
  });

  it('takes no side where one variant was asked and the other was not, as firmware beside a model', () => {
    const [firmware, model] = standings([unasked(1), variant(2, { wrongAnswers: 40 })]);
    expect(firmware).toMatchObject({ pareto: true, losesEverywhere: false });
    expect(model).toMatchObject({ pareto: true, losesEverywhere: false, relative: { wrongAnswers: 1, cycles: 2 } });
  });
});
