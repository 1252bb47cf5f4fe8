import { formatScaled, parseQuantity, type UnitFactors } from './quantity.ts';

const cycleFactors: UnitFactors = { cycles: 1, kcycles: 1e3, Mcycles: 1e6, Gcycles: 1e9 };

/**
 * The clock cycles of a count with a unit, `1.5 Mcycles` -> 1500000; a fraction of a cycle is dropped.
 * @throws UnitError
 */
export function parseCycles(text: string): number {
  return Math.floor(parseQuantity(text, 'cycle count', cycleFactors, '1.5 Mcycles'));
}

/** A cycle count for people, three significant digits: 1512345 -> `1.51 Mcycles`. */
export function formatCycles(cycles: number): string {
  return formatScaled(cycles, [
    [1e9, 'Gcycles'],
    [1e6, 'Mcycles'],
    [1e3, 'kcycles'],
    [1, 'cycles'],
  ]);
}
