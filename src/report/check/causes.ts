import type { BaselineEntry, SymbolBytes } from '../../budget/baseline.ts';
import type { LayerFigures } from '../../budget/figures.ts';
import type { MeasureName } from '../../budget/measures.ts';
import { measuresOf } from '../measures.ts';
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
  const kind = kindOf(name, now.report);
  if (kind === undefined) return undefined;
  const after = contributions[kind](name, { ...now, layers: measuresOf(now.report).layers });
  const before = baseline && contributions[kind](name, baseline);
  const growth = (contributor: string): number => (after.get(contributor) ?? 0) - (before?.get(contributor) ?? 0);
  const byGrowth = [...after.keys()].sort((a, b) => growth(b) - growth(a));
  const byAmount = [...after.keys()].sort((a, b) => (after.get(b) ?? 0) - (after.get(a) ?? 0));
  const [grown, largest] = [byGrowth[0], byAmount[0]];
  const contributor = before !== undefined && grown !== undefined && growth(grown) > 0 ? grown : largest;
  if (contributor === undefined) return undefined;
  return { kind, name: contributor, after: after.get(contributor) ?? 0, before: beforeOf(before, contributor) };
}

/** What is not in the baseline was 0 then. */
const beforeOf = (before: Contributions | undefined, name: string): number | null =>
  before === undefined ? null : (before.get(name) ?? 0);

/** Cycles are spent in layers, and so is the flash of a model; what memory firmware takes is known by symbol. */
function kindOf(name: MeasureName, report: Report): Cause['kind'] | undefined {
  const isTime = name === 'latency' || name === 'cycles' || name === 'energy';
  if (isTime || (name === 'flash' && report.model !== null)) return report.layers.length > 0 ? 'layer' : undefined;
  if (name === 'ram' && report.model !== null) return 'part';
  return name === 'flash' || name === 'ram' ? 'symbol' : undefined;
}

interface Contributors {
  readonly symbols: readonly SymbolBytes[];
  readonly layers: readonly Pick<LayerFigures, 'index' | 'op' | 'figures'>[];
  readonly report?: Report;
  readonly ramParts?: Readonly<Record<string, number>>;
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

/** What the RAM of a run consists of, in bytes. */
export function ramPartsOf({ ram }: Report): Record<string, number> {
  const { staticBytes, arenaBytes, stackPeakBytes, heapPeakBytes } = ram;
  return { 'static data': staticBytes, arena: arenaBytes, 'stack peak': stackPeakBytes, 'heap peak': heapPeakBytes };
}
