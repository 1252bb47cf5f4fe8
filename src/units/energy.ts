import { formatScaled, parseQuantity, type UnitFactors } from './quantity.ts';

// Microjoules. Both code points for micro, as for durations.
const energyFactors: UnitFactors = { uJ: 1, '\u00B5J': 1, '\u03BCJ': 1, nJ: 1e-3, mJ: 1e3, J: 1e6 };

/**
 * The microjoules of an energy with a unit, `1.5 mJ` -> 1500.
 * @throws UnitError
 */
export function parseEnergy(text: string): number {
  return parseQuantity(text, 'energy', energyFactors, '1.5 mJ');
}

/** An energy for people, given in microjoules, three significant digits: 5540 -> `5.54 mJ`. */
export function formatEnergy(microjoules: number): string {
  return formatScaled(microjoules, [
    [1e6, 'J'],
    [1e3, 'mJ'],
    [1, '\u00B5J'],
    [1e-3, 'nJ'],
  ]);
}
