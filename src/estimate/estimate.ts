import type { LaidOutMemory } from '../build/laid-out-memory.ts';
import { type ClassCounts, countedClasses } from '../build/wasm/counted-classes.ts';
import { layerRegistrations } from '../model/registrations.ts';
import type { LayerInfo, ModelInfo } from '../model/types.ts';
import { isFloatOp } from './calibration/fit-costs.ts';
import { sumOfGroups } from './calibration/fit-footprint.ts';
import { classCounts } from './class-counts.ts';
import type { CountingFirmware, Inference } from './inference.ts';
import { kernelVariant } from './kernel-variant.ts';
import { LiveMacs } from './live-macs.ts';
import { openInference } from './open-inference.ts';
import type { OpProfile, Profile } from './profile.ts';
import { storedBytes } from './stored-bytes.ts';

/** A figure and where it may lie. */
export interface Banded {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface EstimatedLayer {
  readonly layer: LayerInfo;
  readonly op: string;
  readonly cycles: Banded;
  /** Where the cycles go, in parts of one, by the mean of the corpus. */
  readonly causes: Readonly<Record<string, number>>;
  /** What was executed, by `countedClasses`. */
  readonly counts: ClassCounts;
  /** Why the profile does not know such a layer; undefined when it does. */
  readonly extrapolation: string | undefined;
}

/** What a model would cost on a part, without an image and without a simulator. */
export interface Estimate {
  readonly profile: Profile;
  readonly cycles: Banded;
  readonly layers: readonly EstimatedLayer[];
  readonly flashBytes: Banded;
  readonly ramBytes: Banded;
  readonly ram: { readonly staticBytes: number; readonly arenaBytes: number; readonly stackBytes: number };
  /** Undefined where the profile's firmware lays memory out in another way. */
  readonly laidOut: LaidOutMemory | undefined;
  readonly outputs: readonly Uint8Array[];
}

/** A layer the profile does not know may be off by this factor. */
const unknownBand = Math.log(2);
/** So far outside of the corpus a layer may be before it is extrapolation. */
const reach = 2;

/**
 * Runs a model once in the counted firmware and prices what it executed.
 *
 * @param firmware of `profile.wasmBuild`
 * @param name of the model's file, for messages
 * @throws InferenceError or ModelError when the runtime does not take the model
 */
export function estimate(
  profile: Profile,
  firmware: CountingFirmware,
  { model, modelBytes, name }: { readonly model: ModelInfo; readonly modelBytes: Uint8Array; readonly name: string },
  inputs: readonly Uint8Array[],
): Estimate {
  const registrations = layerRegistrations(model, name);
  const inference = openInference(firmware, model, modelBytes, name);
  const liveMacs = new LiveMacs(model, inputs);
  const layers: EstimatedLayer[] = [];
  const outputs = inference.run(inputs, ({ index, output, counts }) => {
    const live = liveMacs.of(index);
    liveMacs.ran(index, output);
    const executed = classCounts(counts, firmware.counted.rows);
    layers.push(priceLayer(profile, model.layers[index]!, registrations[index]!, executed, live));
  });
  return {
    profile,
    cycles: totalCycles(profile, layers),
    layers,
    ...footprintOf(profile, model, storedBytes(model, modelBytes), layers, inference),
    laidOut: profile.countsArena ? inference.laidOut : undefined,
    outputs,
  };
}

function priceLayer(
  profile: Profile,
  layer: LayerInfo,
  op: string,
  counts: ClassCounts,
  liveMacs: number,
): EstimatedLayer {
  const known = profile.ops[op];
  const costs = known?.costs ?? (isFloatOp(op) ? profile.shared.float : profile.shared.integer);
  const value = Math.max(1, dot([...counts, liveMacs, 1], costs));
  const extrapolation = extrapolationOf(known, value);
  const band = extrapolation === undefined ? known!.band : Math.max(unknownBand, known?.band ?? 0);
  return { layer, op, cycles: banded(value, band), causes: known?.causes ?? {}, counts, extrapolation };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);

function extrapolationOf(known: OpProfile | undefined, cycles: number): string | undefined {
  if (known === undefined) return 'no layer of its kind was in the corpus';
  const [least, most] = known.cycles;
  if (cycles > most * reach)
    return `it takes ${(cycles / most).toFixed(1)} times the largest of its kind in the corpus`;
  if (cycles * reach < least)
    return `it takes ${(cycles / least).toFixed(2)} times the smallest of its kind in the corpus`;
  return undefined;
}

/** Errors of layers cancel out in part: the band of the whole was measured, and grows by what is extrapolated. */
function totalCycles({ betweenLayers, totalBand }: Profile, layers: readonly EstimatedLayer[]): Banded {
  const between = betweenLayers.fixed + betweenLayers.perLayer * layers.length;
  const sum = layers.reduce((total, { cycles }) => total + cycles.value, between);
  const unknown = layers
    .filter(({ extrapolation }) => extrapolation !== undefined)
    .reduce((total, { cycles }) => total + cycles.value, 0);
  return banded(sum, totalBand + (unknown / sum) * unknownBand);
}

function banded(value: number, band: number): Banded {
  const rounded = Math.round(value);
  return { value: rounded, low: Math.floor(rounded * Math.exp(-band)), high: Math.ceil(rounded * Math.exp(band)) };
}

function footprintOf(
  { ops, memory, countsArena, heldOut }: Profile,
  model: ModelInfo,
  fileBytes: number,
  layers: readonly EstimatedLayer[],
  { arenaBytes = 0 }: Inference,
): Pick<Estimate, 'flashBytes' | 'ramBytes' | 'ram'> {
  const used = layers.map(({ op }) => op);
  const stackOf = ({ layer, op }: EstimatedLayer): number => ops[op]?.stackBytes[kernelVariant(model, layer)] ?? 0;
  const ram = {
    staticBytes: sumOfGroups(memory, used, 'ramBytes'),
    arenaBytes: countsArena ? arenaBytes : 0,
    stackBytes: Math.max(0, ...layers.map(stackOf)),
  };
  const flash = sumOfGroups(memory, used, 'flashBytes') + fileBytes;
  const ramBytes = ram.staticBytes + ram.arenaBytes + ram.stackBytes;
  return {
    flashBytes: banded(flash, Math.log1p(heldOut.flashWorstError)),
    ramBytes: banded(ramBytes, Math.log1p(heldOut.ramWorstError)),
    ram,
  };
}

/**
 * What each counter costs in each layer, for pricing many inferences: `Counts.weighted` with a layer's row gives its
 * cycles, but for what does not depend on the input.
 */
export function counterPrices(
  profile: Profile,
  model: ModelInfo,
  name: string,
  rows: CountingFirmware['counted']['rows'],
): Float64Array[] {
  return layerRegistrations(model, name).map((op) => {
    const costs = profile.ops[op]?.costs ?? (isFloatOp(op) ? profile.shared.float : profile.shared.integer);
    return Float64Array.from(rows, (row) => row.reduce((sum, times, at) => sum + times * costs[at]!, 0));
  });
}

/** Of a profile that was fitted with another list of classes nothing can be priced. */
export const pricesThisCount = ({ classes }: Profile): boolean => classes.join() === countedClasses.join();
