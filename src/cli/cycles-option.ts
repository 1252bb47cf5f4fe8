import { InvalidArgumentError } from '@commander-js/extra-typings';
import { parseCycles } from '../index.ts';

/** A plain count, or one with a unit: `2000000` or `2 Mcycles`. */
export function cyclesOption(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  try {
    return parseCycles(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
