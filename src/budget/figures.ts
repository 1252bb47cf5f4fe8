import type { Capacities } from './fit.ts';
import type { MeasureName } from './measures.ts';

/** A figure in the base unit of its measure. Only an estimate has a band: `low` and `high` are `value` when simulated. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What was measured; a measure that is not there could not be. */
export type MeasureFigures = { readonly [name in MeasureName]?: Figure };

export interface LayerFigures {
  readonly index: number;
  readonly name: string;
  readonly op: string;
  readonly figures: MeasureFigures;
}

/** Everything of one run that limits are set on. */
export interface Figures {
  readonly engine: string;
  readonly totals: MeasureFigures;
  readonly layers: readonly LayerFigures[];
  readonly capacities: Capacities;
}

/** A figure without a band. */
export const exactly = (value: number): Figure => ({ value, low: value, high: value });
