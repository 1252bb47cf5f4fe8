import type { LaidOutMemory } from '../build/laid-out-memory.ts';
import type { CountedClass } from '../build/wasm/class-names.ts';
import type { LayerInfo } from '../model/types.ts';
import { type BuiltBytes, callBytes } from './built-bytes.ts';
import { type Construction, type StoredModel, storedModel } from './construction.ts';
import type { CountingFirmware } from './inference.ts';
import { described } from './kernel-variant.ts';
import { classesOf, type LayerWork, priceOf, workNamesOf } from './layer-work.ts';
import { costsOf, type OpProfile, type Profile } from './profile.ts';
import { sumOfGroups } from './sum-of-groups.ts';
import { type CountableModel, type CountedInference, workOfLayers } from './work-of-layers.ts';

/** A figure and where it may lie. */
export interface Banded {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface EstimatedLayer {
  readonly layer: LayerInfo;
  readonly op: string;
  readonly variant: string;
  readonly cycles: Banded;
  /** Where the cycles go, in parts of one, by the mean of the corpus. */
  readonly causes: Readonly<Record<string, number>>;
  /** What was executed. */
  readonly counts: ReadonlyMap<CountedClass, number>;
  /** Why the profile does not know such a layer; undefined when it does. */
  readonly extrapolation: string | undefined;
}

export interface EstimatedRam {
  readonly staticBytes: number;
  readonly arenaBytes: number;
  readonly heapBytes: number;
  readonly stackBytes: number;
}

/** What a model would cost on a part, without an image and without a simulator. */
export interface Estimate {
  readonly profile: Profile;
  readonly cycles: Banded;
  readonly layers: readonly EstimatedLayer[];
  readonly flashBytes: Banded;
  readonly ramBytes: Banded;
  readonly ram: EstimatedRam;
  /** What of the profile's memory the model brings. */
  readonly memory: Profile['memory'];
  /** Of `flashBytes`: the model's constants. */
  readonly constantBytes: number;
  /** Undefined where the profile's firmware lays memory out in another way. */
  readonly laidOut: LaidOutMemory | undefined;
  readonly outputs: readonly Uint8Array[];
}

/** A layer the profile does not know may be off by this factor. */
const unknownBand = Math.log(2);
/** Alignment alone moves an image by some bytes: no band of flash or RAM is narrower. */
const narrowestFootprint = 0.005;
/** So far outside of the corpus a layer may be before it is extrapolation. */
const reach = 2;

/**
 * Runs a model once in the counted firmware and prices what it executed.
 *
 * @param firmware of `profile.wasmBuild`
 * @throws InferenceError or ModelError when the runtime does not take the model
 */
export function estimate(
  profile: Profile,
  firmware: CountingFirmware,
  countable: CountableModel,
  inputs: readonly Uint8Array[],
): Estimate {
  const { model, modelBytes } = countable;
  const counted = workOfLayers(firmware, countable, inputs, profile.flashCache);
  const layers = counted.layers.map((work, index) => priceLayer(profile, model.layers[index]!, work));
  return {
    profile,
    cycles: totalCycles(profile, layers),
    layers,
    ...footprintOf(profile, storedModel(model, modelBytes), layers, counted),
    laidOut: profile.countsArena ? counted.laidOut : undefined,
    outputs: counted.outputs,
  };
}

function priceLayer(profile: Profile, layer: LayerInfo, work: LayerWork): EstimatedLayer {
  const { op, variant } = work;
  const known = profile.ops[op];
  const value = Math.max(1, priceOf(work, costsOf(profile, op)));
  const extrapolation = extrapolationOf(known, variant, value);
  const band = extrapolation === undefined ? known!.band : Math.max(unknownBand, known?.band ?? 0);
  const counts = new Map(classesOf(profile.wasmBuild).map((name, at) => [name, work.work[at]!] as const));
  return { layer, op, variant, cycles: banded(value, band), causes: known?.causes ?? {}, counts, extrapolation };
}

function extrapolationOf(known: OpProfile | undefined, variant: string, cycles: number): string | undefined {
  if (known === undefined) return 'no layer of its kind was in the corpus';
  const { variants } = known;
  if (variants?.includes(variant) === false) return `no layer of its kind in the corpus was one ${described(variant)}`;
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
  profile: Profile,
  { constantBytes, construction }: StoredModel,
  layers: readonly EstimatedLayer[],
  { arenaBytes }: CountedInference,
): Pick<Estimate, 'flashBytes' | 'ramBytes' | 'ram' | 'memory' | 'constantBytes'> {
  const { ops, memory, countsArena, heldOut } = profile;
  const used = [...layers.map(({ op }) => op), ...Object.keys(construction?.calls ?? {})];
  const stackOf = ({ op, variant }: EstimatedLayer): number => ops[op]?.stackBytes[variant] ?? 0;
  const built = builtBytes(profile, construction);
  const ram = {
    staticBytes: sumOfGroups(memory, used, 'ramBytes') + (construction?.bufferBytes ?? 0),
    arenaBytes: countsArena ? arenaBytes : 0,
    heapBytes: construction === undefined ? 0 : built.heapBytes + arenaBytes,
    stackBytes: Math.max(built.stackBytes, ...layers.map(stackOf)),
  };
  const flash = sumOfGroups(memory, used, 'flashBytes') + built.flashBytes + constantBytes;
  const ramBytes = ram.staticBytes + ram.arenaBytes + ram.heapBytes + ram.stackBytes;
  return {
    flashBytes: banded(flash, Math.log1p(Math.max(narrowestFootprint, heldOut.flashWorstError))),
    ramBytes: banded(ramBytes, Math.log1p(Math.max(narrowestFootprint, heldOut.ramWorstError))),
    ram,
    memory: memory
      .map((group) => ({ ...group, ops: group.ops.filter((op) => used.includes(op)) }))
      .filter((group) => group.ops.length > 0),
    constantBytes,
  };
}

/** What putting the model together takes; nothing in a runtime that reads it where it lies. */
function builtBytes({ construction }: Profile, made: Construction | undefined): BuiltBytes {
  if (construction === undefined || made === undefined) return { flashBytes: 0, heapBytes: 0, stackBytes: 0 };
  return callBytes({ ...construction, calls: new Map(Object.entries(construction.calls)) }, made.calls);
}

/** Of a profile that was fitted to another list of work nothing can be priced. */
export const pricesThisCount = ({ work, wasmBuild }: Profile): boolean => work.join() === workNamesOf(wasmBuild).join();
