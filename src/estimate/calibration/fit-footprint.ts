import type { MemoryGroup } from '../../build/memory-groups.ts';
import { callBytes, type FittedConstruction } from '../built-bytes.ts';
import { sumOfGroups } from '../sum-of-groups.ts';
import { fitConstruction } from './fit-construction.ts';
import { learnGroups } from './learn-groups.ts';
import type { LayerSample, ModelSample } from './sample.ts';

/** What a model adds to flash and RAM: the runtime once, each kind of layer once. The model's file comes on top. */
export interface FittedFootprint {
  readonly memory: readonly MemoryGroup[];
  /** By registration and variant of the kernel. */
  readonly stackBytes: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Of firmware that puts its model together from calls of constructors: then the stack is what these take. */
  readonly construction: FittedConstruction | undefined;
}

export const opsOf = ({ layers }: { readonly layers: readonly Pick<LayerSample, 'op'>[] }): string[] =>
  [...new Set(layers.map(({ op }) => op))].sort();

/**
 * @param linked what the linker says that operators bring with them; learned from the images unless given
 */
export function fitFootprint(models: readonly ModelSample[], linked?: readonly MemoryGroup[]): FittedFootprint {
  if (models.every(({ construction }) => construction !== undefined)) {
    return { ...fitConstruction(models), stackBytes: new Map() };
  }
  const ops = [...new Set(models.flatMap(opsOf))].sort();
  return {
    memory: withRuntime(models, linked ?? groupsOfOps(models)),
    stackBytes: new Map(ops.map((op) => [op, stackOf(models, op)] as const)),
    construction: undefined,
  };
}

/** What operators bring with them, as far as the images tell. */
function groupsOfOps(models: readonly ModelSample[]): MemoryGroup[] {
  const images = models.map((model) => ({ parts: new Set(opsOf(model)), symbols: model.symbols }));
  const named = learnGroups(images).filter(({ ops }) => ops.length > 0);
  return withUnnamed(models, named);
}

/** Code comes with strings, unwind tables and padding that have no name: about as much a byte everywhere. */
function withUnnamed(models: readonly ModelSample[], groups: readonly MemoryGroup[]): MemoryGroup[] {
  const points = models.map((model) => {
    const namedBytes = sumOfGroups(groups, opsOf(model), 'flashBytes');
    return [namedBytes, model.flashBytes - model.fileBytes] as const;
  });
  const perByte = Math.max(1, slopeOf(points));
  return groups.map((group) => ({ ...group, flashBytes: Math.round(group.flashBytes * perByte) }));
}

/** Of the straight line through points, by least squares; 0 where they have one place. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const square = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const product = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return square === 0 ? 0 : product / square;
}

/** What is measured beside what operators bring is always there. */
function withRuntime(models: readonly ModelSample[], linked: readonly MemoryGroup[]): MemoryGroup[] {
  const rest = (bytesOf: (model: ModelSample) => number, added: 'flashBytes' | 'ramBytes') =>
    middle(models.map((model) => bytesOf(model) - sumOfGroups(linked, opsOf(model), added)));
  const flashBytes = rest((model) => model.flashBytes - model.fileBytes, 'flashBytes');
  return [{ ops: [], flashBytes, ramBytes: rest((model) => model.staticRamBytes, 'ramBytes') }, ...linked];
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

/** Of networks where one has such a layer: those of a single operator may take a shorter way through its kernel. */
function stackOf(models: readonly ModelSample[], op: string): Map<string, number> {
  const singles = models.filter(({ layers }) => layers.length === 1);
  const networks = models.filter(({ layers }) => layers.length > 1);
  return new Map([...leastStack(singles, op), ...leastStack(networks, op)]);
}

/** A model's stack is that of its deepest layer: no layer of it needs more. */
function leastStack(models: readonly ModelSample[], op: string): Map<string, number> {
  const least = new Map<string, number>();
  for (const { layers, stackPeakBytes } of models) {
    for (const layer of layers.filter((candidate) => candidate.op === op)) {
      least.set(layer.variant, Math.min(stackPeakBytes, least.get(layer.variant) ?? stackPeakBytes));
    }
  }
  return least;
}

/** What of a model is known before it is built; whether its firmware has an arena or a heap, when others were. */
export type UnbuiltModel = Pick<
  ModelSample,
  'fileBytes' | 'arenaBytes' | 'countedArenaBytes' | 'heapPeakBytes' | 'construction' | 'layers'
>;

/** Flash and RAM of a model. */
export function predictFootprint(
  { memory, stackBytes, construction }: FittedFootprint,
  model: UnbuiltModel,
): { readonly flashBytes: number; readonly ramBytes: number } {
  const { layers, fileBytes, arenaBytes, countedArenaBytes, heapPeakBytes } = model;
  const calls = model.construction?.calls ?? {};
  const used = [...opsOf(model), ...Object.keys(calls)];
  const flash = sumOfGroups(memory, used, 'flashBytes') + fileBytes;
  const ram = sumOfGroups(memory, used, 'ramBytes');
  if (construction === undefined || model.construction === undefined) {
    const stack = Math.max(0, ...layers.map(({ op, variant }) => stackBytes.get(op)?.get(variant) ?? 0));
    // The arena is that of the counted build; the heap of such firmware is not predicted.
    return { flashBytes: flash, ramBytes: ram + stack + (arenaBytes > 0 ? countedArenaBytes : 0) + heapPeakBytes };
  }
  const built = callBytes(construction, calls);
  const { bufferBytes } = model.construction;
  return {
    flashBytes: flash + built.flashBytes,
    ramBytes: ram + bufferBytes + built.heapBytes + countedArenaBytes + built.stackBytes,
  };
}
