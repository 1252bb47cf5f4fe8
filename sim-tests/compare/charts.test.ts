import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelWish, labelShifts } from '../../src/report/charts/label-places.ts';
import { scaleAround } from '../../src/report/charts/scale.ts';

describe('the axis of a chart', () => {
  it('has round marks around its values, and none below zero', () => {
    expect(scaleAround([15, 181], 1, 0.08)).toEqual({ min: 0, max: 200, interval: 50 });
    expect(scaleAround([0, 92_000], 1024)).toEqual({ min: 0, max: 100 * 1024, interval: 20 * 1024 });
  });

  it('holds every value, and one alone', () => {
    const figures = fc.array(fc.nat(1e9), { minLength: 1 });
    fc.assert(
      fc.property(figures, (values) => {
        const { min, max } = scaleAround(values);
        expect(min).toBeLessThanOrEqual(Math.min(...values));
        expect(max).toBeGreaterThanOrEqual(Math.max(...values));
        expect(max).toBeGreaterThan(min);
      }),
    );
  });
});

describe('labels of bubbles', () => {
  it('stay where they are while they are apart', () => {
    const apart = [
      { left: 0, middle: 100, width: 50 },
      { left: 60, middle: 100, width: 50 },
      { left: 0, middle: 120, width: 50 },
    ];
    expect(labelShifts(apart)).toEqual([0, 0, 0]);
  });

  it('never cover each other, wherever their bubbles are', () => {
    const coordinate = fc.integer({ min: 0, max: 400 });
    const wish: fc.Arbitrary<LabelWish> = fc.record({ left: coordinate, middle: coordinate, width: coordinate });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        const shifts = labelShifts(wishes);
        const places = wishes.map((one, index) => ({ ...one, middle: one.middle + shifts[index]! }));
        const pairs = places.flatMap((one, index) => places.slice(index + 1).map((other) => [one, other] as const));
        const covering = pairs.filter(
          ([one, other]) =>
            one.left < other.left + other.width &&
            other.left < one.left + one.width &&
            Math.abs(one.middle - other.middle) < 15,
        );
        expect(covering).toEqual([]);
      }),
    );
  });
});
