import { describe, expect, it } from 'vitest';
import { findProfile, profileIds } from '../../src/estimate/find-profile.ts';

/** The middle one; the mean of two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
}

/**
 * Every profile on networks that it did not see: each is left out, the others are fitted, and what they say of it stands
 * beside what the simulator says. The profile carries these figures; the limits are what was promised.
 */
describe.each(profileIds)('%s', async (id) => {
  const { heldOut } = await findProfile(id);
  const { models } = heldOut;
  const errors = (
    networks: typeof models,
    of: (model: (typeof models)[number]) => readonly [found: number, real: number],
  ): number[] =>
    networks.map((model) => {
      const [found, real] = of(model);
      return Math.abs(found / real - 1);
    });
  // Firmware that answers otherwise than its model executes something else.
  const telling = models.filter(({ answer }) => answer !== 'other');
  const totals = errors(telling, ({ predictedCycles, measuredCycles }) => [predictedCycles, measuredCycles]);
  const perMac = errors(telling, ({ baselineCycles, measuredCycles }) => [baselineCycles, measuredCycles]);

  it('was tried on at least twelve networks, nearly all of which it was fitted to', () => {
    expect(new Set(telling.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12);
    expect(telling.length / models.length).toBeGreaterThan(0.95);
  });

  it('total cycles: median within 8 %, worst within 20 %', () => {
    expect(median(totals)).toBeLessThanOrEqual(0.08);
    expect(Math.max(...totals)).toBeLessThanOrEqual(0.2);
    expect(heldOut.totalWorstError).toBeCloseTo(Math.max(...totals), 3);
  });

  it('layers: median within 15 %, nine of ten in the printed band', () => {
    expect(heldOut.layerMedianError).toBeLessThanOrEqual(0.15);
    expect(heldOut.layerBandCoverage).toBeGreaterThanOrEqual(0.9);
  });

  it('is closer than cycles per MAC of the same networks, whose figures stand beside it', () => {
    expect(heldOut.baselineMedianError).toBeCloseTo(median(perMac), 1);
    expect(median(totals)).toBeLessThan(median(perMac));
    expect(Math.max(...totals)).toBeLessThan(Math.max(...perMac));
  });

  it('flash within 5 %, RAM within 3 % of the built image', () => {
    const [flash, ram] = (['flash', 'ram'] as const).map((memory) =>
      errors(models, (model) => [model[memory].predictedBytes, model[memory].measuredBytes]),
    );
    expect(Math.max(...flash!)).toBeLessThanOrEqual(0.05);
    expect(Math.max(...ram!)).toBeLessThanOrEqual(0.03);
  });
});

/** preflash's firmware at every build on every part, and the firmware of others that people ship. */
describe('the profiles that come with preflash', () => {
  const others = ['tflm-cmsis-nn-O3', 'tflm-cmsis-nn-Os', 'tflm-reference-Os', 'tflm-workshop-cmsis-nn-O0'];
  const parts = ['stm32l475vg', 'stm32l4r5zi', 'nrf52840', 'stm32f103c8', 'rp2040'];
  const builds = ['cmsis-nn-O3', 'cmsis-nn-Os', 'reference-Os', 'reference-O0'];
  const avrParts = ['atmega4809', 'atmega328p'];
  const levels = ['O1', 'O2', 'O3', 'Os'];
  const expected = [
    ...parts.flatMap((part) => builds.map((build) => `${part}-${build}`)),
    ...avrParts.flatMap((part) => levels.map((level) => `${part}-nnom-${level}`)),
    ...others.map((build) => `stm32l475vg-${build}`),
    'atmega4809-nnom-0.4.2-Os',
  ];
  it.each(expected)('%s is one of them', (id) => {
    expect(profileIds).toContain(id);
  });
});
