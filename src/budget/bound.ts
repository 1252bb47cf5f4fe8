import { isPercent, parsePercent } from '../units/percent.ts';
import { UnitError } from '../units/quantity.ts';
import { type MeasureName, measures } from './measures.ts';

/** What a figure is held against. */
export type Bound =
  /** In the base unit of the measure. */
  | { readonly kind: 'absolute'; readonly value: number }
  /** Of the part's flash or RAM; 1 is all of it. */
  | { readonly kind: 'share'; readonly share: number }
  /** How much worse than the baseline it may be, as a share of the baseline. */
  | { readonly kind: 'growth'; readonly share: number }
  /** The same, in the base unit of the measure. */
  | { readonly kind: 'growth-by'; readonly value: number };

/**
 * Reads a limit: `64 KiB`, `80%` of the part, `+2%` or `+1 KiB` of growth. More accuracy is better, so its growth is
 * what may be lost, in percentage points: `-1%`.
 *
 * @throws UnitError that says how to write it
 */
export function parseBound(name: MeasureName, text: string): Bound {
  const { better, capacity, parse } = measures[name];
  const trimmed = text.trim();
  const sign = better === 'less' ? '+' : '-';
  if (trimmed.startsWith(sign)) return parseGrowth(name, trimmed.slice(1));
  if (trimmed.startsWith('+') || trimmed.startsWith('-')) throw wrongSign(name, text, sign);
  if (name === 'accuracy') return { kind: 'absolute', value: accuracyShare(text) };
  if (!isPercent(trimmed)) return { kind: 'absolute', value: parse(trimmed) };
  if (capacity === undefined) throw noShare(name, text);
  return { kind: 'share', share: positiveShare(name, text) };
}

function parseGrowth(name: MeasureName, text: string): Bound {
  if (name === 'accuracy') return { kind: 'growth-by', value: parsePercent(text) };
  if (isPercent(text)) return { kind: 'growth', share: parsePercent(text) };
  return { kind: 'growth-by', value: measures[name].parse(text) };
}

function accuracyShare(text: string): number {
  const share = parsePercent(text);
  if (share > 0 && share <= 1) return share;
  throw new UnitError({
    where: `accuracy ${JSON.stringify(text)}`,
    what: 'it is not between 0 and 100 %',
    advice: 'Write it like "97 %".',
  });
}

function positiveShare(name: MeasureName, text: string): number {
  const share = parsePercent(text);
  if (share > 0) return share;
  throw new UnitError({
    where: `${name} ${JSON.stringify(text)}`,
    what: 'a share of nothing can never be kept',
    advice: `Write it like "80%", or "${measures[name].example}".`,
  });
}

function noShare(name: MeasureName, text: string): UnitError {
  return new UnitError({
    where: `${name} ${JSON.stringify(text)}`,
    what: 'a part has no total of it that this could be a share of',
    advice: `Write "${measures[name].example}", or "+2%" for growth against the baseline.`,
  });
}

function wrongSign(name: MeasureName, text: string, sign: string): UnitError {
  return new UnitError({
    where: `${name} ${JSON.stringify(text)}`,
    what: `growth of ${name} is written with ${sign}`,
    advice: `Write "${sign}2%", or "${measures[name].example}".`,
  });
}
