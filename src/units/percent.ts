import { UnitError } from './quantity.ts';

const percentPattern = /^(\d+(?:\.\d+)?)\s*%$/;

/** Whether `text` is written as a share: `80%`, `2.5 %`. */
export const isPercent = (text: string): boolean => percentPattern.test(text.trim());

/**
 * The share of 1 that a percentage means, `80%` -> 0.8; 0 and more than 100 are allowed.
 * @throws UnitError
 */
export function parsePercent(text: string): number {
  const match = percentPattern.exec(text.trim());
  if (match !== null) return Number(match[1]) / 100;
  throw new UnitError({
    where: `percentage ${JSON.stringify(text)}`,
    what: 'it is not a number followed by %',
    advice: 'Write it like "80%".',
  });
}
