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

/** A share of 1 with one digit after the point: 0.3816 -> `38.2 %`. */
export const formatPercent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A share of 1 that matters though it be small: two digits after the point below a percent, 0.0016 -> `0.16 %`. */
export const formatSmallPercent = (share: number): string =>
  share > 0 && share < 0.01 ? `${(share * 100).toFixed(2)} %` : formatPercent(share);

/** How far `now` is from `before`, which is not 0: 600, 1000 -> `+66.7 %`; below a tenth of a percent with three digits. */
export function formatChange(before: number, now: number): string {
  const percent = (now / before - 1) * 100;
  return `${percent > 0 ? '+' : ''}${percent.toFixed(Math.abs(percent) < 0.1 ? 3 : 1)} %`;
}
