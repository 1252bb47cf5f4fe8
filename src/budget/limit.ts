import type { Bound } from './bound.ts';
import type { MeasureName } from './measures.ts';

/** Keys and indices from the root of the configuration: `['budgets', 0, 'limits', 'flash']`. */
export type ConfigPath = readonly (string | number)[];

/** What an exceeded limit does: `warn` is told, `error` fails the check. */
export const limitLevels = ['warn', 'error'] as const;
export type LimitLevel = (typeof limitLevels)[number];

/** One limit as the configuration sets it. */
export interface Limit {
  readonly measure: MeasureName;
  /** Glob over index, op and name; each layer that matches is held against the bound. Undefined: the total. */
  readonly layers: string | undefined;
  readonly bound: Bound;
  /** The bound as it was written. */
  readonly text: string;
  readonly level: LimitLevel;
  /** Where it stands, for messages with a line. */
  readonly path: ConfigPath;
}
