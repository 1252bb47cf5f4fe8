import picomatch from 'picomatch';
import type { BaselineEntry } from './baseline.ts';
import type { Bound } from './bound.ts';
import type { Figure, Figures, LayerFigures, MeasureFigures } from './figures.ts';
import type { Limit } from './limit.ts';
import { measures } from './measures.ts';
import { type Status, statuses } from './status.ts';

/** Which layer a verdict speaks of: the worst of those that match. */
export interface JudgedLayer {
  readonly index: number;
  readonly name: string;
  readonly op: string;
  /** How many layers matched. */
  readonly of: number;
}

/** What became of one limit. Figures are in the base unit of the measure; null where there is none. */
export interface LimitVerdict {
  readonly status: Status;
  readonly layer: JudgedLayer | null;
  readonly limit: number | null;
  readonly actual: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly baseline: number | null;
  /** How far beyond the limit; 0 when inside. */
  readonly excess: number | null;
  /** Percent of the limit in use; null where the limit is 0. */
  readonly usedPercent: number | null;
  /** Why the status is `uncertain` or `error`. */
  readonly reason: string | null;
}

/**
 * Holds what was measured against one limit. Being exactly at a limit passes. A limit on layers is held against each
 * layer that matches, and the verdict is that of the worst.
 *
 * @param baseline what growth is measured against; undefined when this budget is not in it
 */
export function judge(limit: Limit, figures: Figures, baseline: BaselineEntry | undefined): LimitVerdict {
  if (limit.layers === undefined) return judgeFigure(limit, figures, figures.totals, baseline, baseline?.totals, null);
  const matches = layersMatching(limit.layers, figures.layers);
  const verdicts = matches.map(({ index, name, op, figures: ofLayer }) =>
    judgeFigure(limit, figures, ofLayer, baseline, sameLayer({ index, name, op }, baseline)?.figures, {
      index,
      name,
      op,
      of: matches.length,
    }),
  );
  return verdicts.sort(worstFirst)[0] ?? withoutFigure('error', noLayer(limit.layers, figures.layers), null);
}

/** A layer is matched by its index, its op or its name; a `*` matches any letters, slashes too. */
function layersMatching(glob: string, layers: readonly LayerFigures[]): LayerFigures[] {
  const matches = picomatch(glob, { bash: true });
  return layers.filter(({ index, name, op }) => [String(index), op, name].some((text) => matches(text)));
}

function sameLayer({ index, op }: Omit<JudgedLayer, 'of'>, baseline: BaselineEntry | undefined) {
  return baseline?.layers.find((layer) => layer.index === index && layer.op === op);
}

function judgeFigure(
  limit: Limit,
  { capacities, engine }: Figures,
  measured: MeasureFigures,
  baseline: BaselineEntry | undefined,
  before: MeasureFigures | undefined,
  layer: JudgedLayer | null,
): LimitVerdict {
  const figure = measured[limit.measure];
  if (figure === undefined) return withoutFigure('error', whyMissing(limit), layer);
  const { bound } = limit;
  if (isGrowth(bound)) {
    if (baseline !== undefined && baseline.engine !== engine) {
      const reason = `the baseline is from engine ${baseline.engine}, and this from ${engine}`;
      return withoutFigure('error', reason, layer);
    }
    const old = before?.[limit.measure];
    if (old === undefined)
      return { ...withoutFigure('uncertain', 'it is not in the baseline', layer), ...figureOf(figure) };
    return compared(limit, figure, grown(bound, old.value, limit), old.value, layer);
  }
  const capacity = measures[limit.measure].capacity;
  const value = bound.kind === 'absolute' ? bound.value : bound.share * (capacity ? capacities[capacity] : 0);
  return compared(limit, figure, value, before?.[limit.measure]?.value ?? null, layer);
}

const isGrowth = (bound: Bound): bound is Extract<Bound, { kind: 'growth' | 'growth-by' }> =>
  bound.kind === 'growth' || bound.kind === 'growth-by';

/** The limit that growth from `before` allows. */
function grown(bound: Extract<Bound, { kind: 'growth' | 'growth-by' }>, before: number, { measure }: Limit): number {
  const allowed = bound.kind === 'growth' ? bound.share * before : bound.value;
  return measures[measure].better === 'less' ? before + allowed : Math.max(0, before - allowed);
}

function compared(
  { measure, level }: Limit,
  figure: Figure,
  limit: number,
  baseline: number | null,
  layer: JudgedLayer | null,
): LimitVerdict {
  const { better } = measures[measure];
  const beyond = (value: number): number => (better === 'less' ? value - limit : limit - value);
  const [best, worst] = better === 'less' ? [figure.low, figure.high] : [figure.high, figure.low];
  const isInside = beyond(worst) <= 0;
  const isUncertain = !isInside && beyond(best) <= 0;
  return {
    status: isInside ? 'pass' : isUncertain ? 'uncertain' : level === 'warn' ? 'warn' : 'fail',
    layer,
    limit,
    ...figureOf(figure),
    baseline,
    excess: Math.max(0, beyond(figure.value)),
    usedPercent: limit === 0 ? null : (figure.value / limit) * 100,
    reason: isUncertain ? 'the limit lies inside the band of the estimate' : null,
  };
}

const figureOf = ({ value, low, high }: Figure) => ({ actual: value, low, high });

function withoutFigure(status: Status, reason: string, layer: JudgedLayer | null): LimitVerdict {
  const nothing = { limit: null, actual: null, low: null, high: null, baseline: null, excess: null, usedPercent: null };
  return { status, layer, ...nothing, reason };
}

function worstFirst(a: LimitVerdict, b: LimitVerdict): number {
  const byStatus = statuses.indexOf(b.status) - statuses.indexOf(a.status);
  return byStatus || (b.usedPercent ?? 0) - (a.usedPercent ?? 0);
}

/** Why a measure may be missing, where there is more to say than that it is. */
const missingMeasure: { readonly [name in Limit['measure']]?: string } = {
  accuracy: 'accuracy was not measured: give the budget a data set with labels, "data"',
  heap: 'the heap of this firmware is not measured: limit "ram" and add what malloc may take',
  stack: 'an estimate does not know the stack apart: limit "ram", or simulate',
};

const whyMissing = ({ measure, layers }: Limit): string =>
  layers === undefined && missingMeasure[measure] !== undefined
    ? missingMeasure[measure]
    : `${measure}${layers === undefined ? '' : ' of layers'} was not measured`;

function noLayer(glob: string, layers: readonly LayerFigures[]): string {
  if (layers.length === 0) return 'no layers are known of this firmware: name the function that runs them, "layersOf"';
  return `no layer matches "${glob}"; there are ${layers.map(({ index, op }) => `${index} ${op}`).join(', ')}`;
}
