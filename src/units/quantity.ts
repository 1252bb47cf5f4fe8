import { PreflashError } from '../errors/preflash-error.ts';

/** A size, duration or count that does not say what it means. */
export class UnitError extends PreflashError {}

/** Factor of each unit a kind of quantity is written in, relative to its base unit. Units are case-sensitive. */
export type UnitFactors = Readonly<Record<string, number>>;

// A decimal number and a unit: `64 KiB`, `1.5Mcycles`. No sign, no exponent, no thousands separators: each has been
// read differently by different people.
const quantityPattern = /^(\d+(?:\.\d+)?)\s*([^\d\s.]*)$/u;

/**
 * The value of `text` in the base unit of `factors`.
 * @param quantity what is being read, for the message: `size`
 * @param example a correct one, for the message: `64 KiB`
 * @throws UnitError when the number or the unit is missing, unknown or not positive
 */
export function parseQuantity(text: string, quantity: string, factors: UnitFactors, example: string): number {
  const where = `${quantity} ${JSON.stringify(text)}`;
  const advice = `Write it like "${example}"; units are ${Object.keys(factors).join(', ')}.`;
  const match = quantityPattern.exec(text.trim());
  if (match === null) throw new UnitError({ where, what: 'it is not a number followed by a unit', advice });
  const [, digits = '', unit = ''] = match;
  if (unit === '') throw new UnitError({ where, what: 'it has no unit', advice });
  const factor = Object.hasOwn(factors, unit) ? factors[unit] : undefined;
  if (factor === undefined) throw new UnitError({ where, what: `"${unit}" is not a unit of ${quantity}`, advice });
  const value = Number(digits) * factor;
  if (!(value > 0 && value <= Number.MAX_SAFE_INTEGER)) {
    throw new UnitError({ where, what: 'it is zero or out of range', advice });
  }
  return value;
}

/** `value` with three significant digits and no trailing zeros, in the largest of `units` that keeps it at 1 or more. */
export function formatScaled(value: number, units: readonly (readonly [factor: number, unit: string])[]): string {
  // Rounding first lets 999.7 k become 1 M rather than 1000 k.
  const rounded = Number(value.toPrecision(3));
  const [factor, unit] = units.find(([candidate]) => Math.abs(rounded) >= candidate) ?? units[units.length - 1]!;
  return `${Number((rounded / factor).toPrecision(3))} ${unit}`;
}
