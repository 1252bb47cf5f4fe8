import { formatScaled, parseQuantity, type UnitFactors } from './quantity.ts';

// Milliseconds. Both code points for micro: U+00B5 MICRO SIGN and U+03BC GREEK SMALL LETTER MU look the same.
const durationFactors: UnitFactors = { ms: 1, s: 1e3, min: 60e3, us: 1e-3, '\u00B5s': 1e-3, '\u03BCs': 1e-3, ns: 1e-6 };

/**
 * The milliseconds of a duration with a unit, `20 ms` -> 20.
 * @throws UnitError
 */
export function parseDuration(text: string): number {
  return parseQuantity(text, 'duration', durationFactors, '20 ms');
}

/** A duration for people, given in milliseconds, three significant digits: 18.876 -> `18.9 ms`. */
export function formatDuration(milliseconds: number): string {
  return formatScaled(milliseconds, [
    [1e3, 's'],
    [1, 'ms'],
    [1e-3, '\u00B5s'],
    [1e-6, 'ns'],
  ]);
}
