import type { Report } from '../schema.ts';
import type { CheckedLimit } from './schema.ts';

/** A part's own memory is a limit that nobody has to write down: a verdict for each memory that is too small. */
export function partLimits({ verdict, device }: Report): CheckedLimit[] {
  return verdict.checks
    .filter(({ excess }) => excess > 0)
    .map(({ name, limit, actual, excess, usedPercent }) => ({
      name,
      layers: null,
      level: 'error',
      text: `the ${name} of ${device.name}`,
      status: 'fail',
      layer: null,
      limit,
      actual,
      low: actual,
      high: actual,
      baseline: null,
      excess,
      usedPercent,
      reason: null,
      cause: null,
      advice: 'It does not fit the part: choose a larger one, or a smaller model.',
      location: null,
    }));
}
