import type { BaselineEntry, SymbolBytes } from '../../budget/baseline.ts';
import type { LayerFigures } from '../../budget/figures.ts';
import type { MeasureName } from '../../budget/measures.ts';
import { measuresOf } from '../measures.ts';
import { type MemoryParts, ramPartsOf } from '../memory-parts.ts';
import type { Report } from '../schema.ts';
import type { Cause } from './schema.ts';

/** What a figure consists of, by name, in the unit of the measure. */
type Contributions = ReadonlyMap<string, number>;

/** One run with what its memory consists of. */
export interface Measurement {
  readonly report: Report;
  readonly symbols: readonly SymbolBytes[];
}

/**
 * What a measure grew most by since the baseline; without one, or where nothing grew, what it mostly consists of.
 * Undefined where nothing is known below the total.
 */
export function causeOf(name: MeasureName, now: Measurement, baseline: BaselineEntry | undefined): Cause | undefined {
  const kinds = kindsOf(name, now.report);
  return (
    first(kinds, (kind) => grownMost(kind, name, now, baseline)) ?? first(kinds, (kind) => largest(kind, name, now))
  );
}

function first<Kind, Found>(kinds: readonly Kind[], find: (kind: Kind) => Found | undefined): Found | undefined {
  for (const kind of kinds) {
    const found = find(kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Find = (kind: Cause['kind'], name: MeasureName, now: Measurement) => Cause | undefined;

function grownMost(
  kind: Cause['kind'],
  name: MeasureName,
  now: Measurement,
  baseline: BaselineEntry | undefined,
): Cause | undefined {
  if (baseline === undefined) return undefined;
  const before = contributions[kind](name, baseline);
  const changes = [...contributionsNow(kind, name, now)]
    // What is not in the baseline was 0 then.
    .map(([contributor, after]) => ({ kind, name: contributor, before: before.get(contributor) ?? 0, after }))
    .filter((change) => change.after > change.before);
  return changes.sort((a, b) => b.after - b.before - (a.after - a.before))[0];
}

const largest: Find = (kind, name, now) =>
  [...contributionsNow(kind, name, now)]
    .map(([contributor, after]) => ({ kind, name: contributor, before: null, after }))
    .sort((a, b) => b.after - a.after)[0];

const contributionsNow = (kind: Cause['kind'], name: MeasureName, now: Measurement): Contributions =>
  contributions[kind](name, { ...now, layers: measuresOf(now.report).layers });

/** Cycles are spent in layers, and so is most of the flash of a model; what memory firmware takes is known by symbol. */
function kindsOf(name: MeasureName, report: Report): Cause['kind'][] {
  if (name === 'latency' || name === 'cycles' || name === 'energy') return ['layer'];
  if (name === 'flash') return report.model === null ? ['symbol'] : ['layer', 'symbol'];
  if (name === 'ram') return report.model === null ? ['symbol', 'part'] : ['part'];
  return [];
}

interface Contributors {
  readonly symbols: readonly SymbolBytes[];
  readonly layers: readonly Pick<LayerFigures, 'index' | 'op' | 'figures'>[];
  readonly report?: Report;
  readonly ramParts?: MemoryParts;
}

const contributions: Readonly<Record<Cause['kind'], (name: MeasureName, of: Contributors) => Contributions>> = {
  layer: (name, { layers }) =>
    new Map(layers.map(({ index, op, figures }) => [`layer ${index} (${op})`, figures[name]?.value ?? 0])),
  symbol: (name, { symbols }) => {
    const sums = new Map<string, number>();
    for (const { memory, symbol, bytes } of symbols) {
      if (memory === name) sums.set(symbol, (sums.get(symbol) ?? 0) + bytes);
    }
    return sums;
  },
  part: (_, { report, ramParts }) =>
    new Map(Object.entries(report === undefined ? (ramParts ?? {}) : ramPartsOf(report))),
};
