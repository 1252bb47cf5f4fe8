import type { MemoryGroup } from '../../build/memory-groups.ts';
import { isAvrCore } from '../../devices/core-family.ts';
import type { FittedConstruction } from '../built-bytes.ts';
import { workNamesOf } from '../layer-work.ts';
import type { Profile } from '../profile.ts';
import { bandCoverage, bandsOf } from './bands.ts';
import { type HeldOut, leaveOneOut, median } from './cross-validate.ts';
import { type FitOptions, fitCosts, type Hold, observeModel, sumOf } from './fit-costs.ts';
import { fitFootprint } from './fit-footprint.ts';
import { type LayerSample, type ModelSample, tellsCycles } from './sample.ts';

/** What a profile says of itself, beside what is fitted. */
export type ProfileHeader = Pick<
  Profile,
  | 'id'
  | 'device'
  | 'core'
  | 'clockHz'
  | 'flash'
  | 'flashCache'
  | 'runtime'
  | 'wasmBuild'
  | 'wasmSha256'
  | 'fittedOn'
  | 'tool'
>;

/**
 * Fits everything to a corpus and says how far it is off on models it did not see.
 *
 * @param linked what the linker says that operators bring with them, where that is known
 */
export function buildProfile(
  header: ProfileHeader,
  models: readonly ModelSample[],
  linked?: readonly MemoryGroup[],
): Profile {
  const options: FitOptions = { linked, hold: holdOf(header.core), wasmBuild: header.wasmBuild };
  const telling = models.filter(tellsCycles);
  const costs = fitCosts(telling.map(observeModel), options);
  const heldOut = leaveOneOut(models, options);
  const bands = bandsOf(heldOut);
  const footprint = fitFootprint(models, linked);
  const layers = telling.flatMap((model) => model.layers);
  const ops = [...costs.byOp].map(([op, own]) => {
    const samples = layers.filter((layer) => layer.op === op);
    const cycles = samples.map((layer) => layer.cycles);
    return [
      op,
      {
        costs: rounded(own),
        layers: samples.length,
        variants: [...new Set(samples.map(({ variant }) => variant))].sort(),
        cycles: [Math.min(...cycles), Math.max(...cycles)] as [number, number],
        band: round(bands.ofOp(op)),
        causes: causesOf(samples),
        stackBytes: Object.fromEntries(footprint.stackBytes.get(op) ?? []),
      },
    ] as const;
  });
  return {
    schemaVersion: 2,
    ...header,
    corpus: models.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 8)}`),
    work: [...workNamesOf(header.wasmBuild)],
    shared: { integer: rounded(costs.shared.integer), float: rounded(costs.shared.float) },
    ops: Object.fromEntries(ops),
    betweenLayers: { fixed: round(costs.betweenLayers.fixed), perLayer: round(costs.betweenLayers.perLayer) },
    totalBand: round(bands.total),
    memory: footprint.memory.map((group) => ({ ...group, ops: [...group.ops] })),
    ...(footprint.construction && { construction: constructionOf(footprint.construction) }),
    countsArena: models.some(({ arenaBytes }) => arenaBytes > 0),
    heldOut: summaryOf(heldOut),
  };
}

/** AVR cores have no cache, no flash that waits and nothing that overlaps. */
const holdOf = (core: string): Hold => (isAvrCore(core) ? 'observation' : 'prior');

function constructionOf({ fixed, calls }: FittedConstruction): Profile['construction'] {
  return { fixed, calls: Object.fromEntries(calls) };
}

/** Four digits are more than a fit is worth. */
const round = (value: number): number => Number(value.toPrecision(4));
const rounded = (values: Float64Array): number[] => Array.from(values, round);

function causesOf(samples: readonly LayerSample[]): Record<string, number> {
  const total = sumOf(samples.map(({ cycles }) => cycles));
  const names = Object.keys(samples[0]?.byCause ?? {});
  return Object.fromEntries(
    names.map((name) => [name, round(sumOf(samples.map(({ byCause }) => byCause[name] ?? 0)) / Math.max(1, total))]),
  );
}

function summaryOf(heldOut: HeldOut): Profile['heldOut'] {
  const { models, layers } = heldOut;
  const worst = (key: 'flash' | 'ram') =>
    Math.max(...models.map((model) => Math.abs(model[key].predictedBytes / model[key].measuredBytes - 1)));
  const errors = (key: 'predictedCycles' | 'baselineCycles') =>
    models.filter(tellsCycles).map((model) => Math.abs(model[key] / model.measuredCycles - 1));
  return {
    models: [...models],
    totalMedianError: round(median(errors('predictedCycles'))),
    totalWorstError: round(Math.max(...errors('predictedCycles'))),
    layerMedianError: round(median(layers.map(({ logError }) => Math.abs(Math.expm1(logError))))),
    layerBandCoverage: round(bandCoverage(heldOut)),
    baselineMedianError: round(median(errors('baselineCycles'))),
    baselineWorstError: round(Math.max(...errors('baselineCycles'))),
    flashWorstError: round(worst('flash')),
    ramWorstError: round(worst('ram')),
  };
}
