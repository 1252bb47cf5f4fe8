import {
  type LimitName,
  type Limits,
  PreflashError,
  parseBytes,
  parseCycles,
  parseDuration,
} from '../../../src/index.ts';
import type { Settings } from './settings.ts';

/** How a limit of each kind is written. */
export const limitParsers: Readonly<Record<LimitName, (text: string) => number>> = {
  flash: parseBytes,
  ram: parseBytes,
  latency: parseDuration,
  cycles: parseCycles,
};

/** A limit as it was typed: its value, or what is wrong with it; neither where nothing was typed. */
export interface TypedLimit {
  readonly value?: number;
  readonly problem?: string;
}

/** Reads one limit. */
export function readLimit(name: LimitName, text: string): TypedLimit {
  if (text.trim() === '') return {};
  try {
    return { value: limitParsers[name](text) };
  } catch (error) {
    return { problem: error instanceof PreflashError ? `${error.what}. ${error.advice}` : String(error) };
  }
}

/** The limits that can be read. */
export function limitsOf({ budgets }: Settings): Limits {
  const entries = Object.entries(budgets).map(([name, text]) => [name, readLimit(name as LimitName, text).value]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Limits;
}
