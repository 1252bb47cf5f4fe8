import type { HeldOut, HeldOutLayer } from './cross-validate.ts';
import { quantile } from './cross-validate.ts';
import { tellsCycles } from './sample.ts';

/** Of the held-out layers this part is to lie in its band. */
const aimedCoverage = 0.95;
/** With fewer held-out layers of a kind than this, its band is that of all kinds, if that is wider. */
const enoughLayers = 10;
/** No band is narrower: inputs alone move the cycles by as much. */
const narrowest = 0.02;

/** How far predictions may be off, as |ln(predicted / measured)|. */
export interface Bands {
  readonly total: number;
  readonly ofOp: (op: string) => number;
}

/** Bands from the errors on held-out models. */
export function bandsOf({ models, layers }: HeldOut): Bands {
  const totals = models
    .filter(tellsCycles)
    .map(({ predictedCycles, measuredCycles }) => Math.abs(Math.log(predictedCycles / measuredCycles)));
  const all = quantile(absolute(layers), aimedCoverage);
  const byOp = new Map<string, number>();
  for (const op of new Set(layers.map((layer) => layer.op))) {
    const errors = absolute(layers.filter((layer) => layer.op === op));
    const own = quantile(errors, aimedCoverage);
    byOp.set(op, errors.length < enoughLayers ? Math.max(own, all) : own);
  }
  return {
    total: Math.max(narrowest, quantile(totals, aimedCoverage)),
    ofOp: (op) => Math.max(narrowest, byOp.get(op) ?? 2 * all),
  };
}

const absolute = (layers: readonly HeldOutLayer[]): number[] => layers.map(({ logError }) => Math.abs(logError));

/** Part of the held-out layers that lie in bands made from the other models' errors. */
export function bandCoverage(heldOut: HeldOut): number {
  let inside = 0;
  for (const { name } of heldOut.models) {
    const bands = bandsOf({
      models: heldOut.models.filter((model) => model.name !== name),
      layers: heldOut.layers.filter((layer) => layer.model !== name),
    });
    const own = heldOut.layers.filter((layer) => layer.model === name);
    inside += own.filter(({ op, logError }) => Math.abs(logError) <= bands.ofOp(op)).length;
  }
  return inside / heldOut.layers.length;
}
