/** The ends of an axis and the distance of its marks, all multiples of it. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
}

/** How many marks an axis has, about. */
const marks = 6;
const steps = [1, 2, 2.5, 5, 10];

/**
 * Round numbers around all values, with room for what is drawn around them; never below 0, which no figure here is.
 *
 * @param unit what marks are round numbers of: 1024 for bytes in KiB
 * @param room of the span of the values, at either end
 */
export function scaleAround(values: readonly number[], unit = 1, room = 0): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || high || 1;
  const interval = roundStep(((1 + 2 * room) * span) / unit / marks) * unit;
  const min = Math.max(0, Math.floor((low - room * span) / interval) * interval);
  const max = Math.ceil((high + room * span) / interval) * interval;
  return { min, max: Math.max(max, min + interval), interval };
}

/** The least of 1, 2, 2.5, 5 and 10 times a power of ten that is no smaller. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * (steps.find((step) => step * power >= least) ?? 10);
}
