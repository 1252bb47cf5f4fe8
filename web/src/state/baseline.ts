import { measuresOf, type Report } from '../../../src/index.ts';
import type { BaselineEntry } from './limits.ts';
import type { OpenedReport } from './session.ts';

/** What growth of a run is measured against: the report of the same file on the same part that was opened last. */
export function baselineFor(report: Report, opened: readonly OpenedReport[]): BaselineEntry | undefined {
  const earlier = opened.map((each) => each.report).find((each) => each !== report && isOfTheSame(each, report));
  if (earlier === undefined) return undefined;
  const { totals, layers, engine } = measuresOf(earlier);
  const { device, model, image } = earlier;
  return {
    name: model?.name ?? 'firmware',
    device: device.id,
    engine,
    sha256: model?.sha256 ?? image?.sha256 ?? '',
    totals: { ...totals },
    layers: layers.map((layer) => ({ ...layer, figures: { ...layer.figures } })),
    ramParts: {},
    symbols: [],
  };
}

const isOfTheSame = (a: Report, b: Report): boolean => a.device.id === b.device.id && a.model?.name === b.model?.name;
