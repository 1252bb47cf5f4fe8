import type { MemoryGroup } from '../../build/memory-groups.ts';
import { learnGroups } from './learn-groups.ts';
import type { LayerSample, ModelSample } from './sample.ts';

/** What a model adds to flash and RAM: the runtime once, each kind of layer once. The model's file comes on top. */
export interface FittedFootprint {
  readonly memory: readonly MemoryGroup[];
  /** By registration and variant of the kernel. */
  readonly stackBytes: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export const opsOf = ({ layers }: { readonly layers: readonly Pick<LayerSample, 'op'>[] }): string[] =>
  [...new Set(layers.map(({ op }) => op))].sort();

/**
 * @param linked what the linker says that operators bring with them; learned from the images unless given
 */
export function fitFootprint(models: readonly ModelSample[], linked?: readonly MemoryGroup[]): FittedFootprint {
  const ops = [...new Set(models.flatMap(opsOf))].sort();
  return {
    memory: withRuntime(models, linked ?? learnGroups(models)),
    stackBytes: new Map(ops.map((op) => [op, stackOf(models, op)] as const)),
  };
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

/** What the operators of a model bring, and what is always there. */
export function sumOfGroups(
  groups: readonly MemoryGroup[],
  ops: readonly string[],
  kind: 'flashBytes' | 'ramBytes',
): number {
  return groups
    .filter((group) => group.ops.length === 0 || group.ops.some((op) => ops.includes(op)))
    .reduce((sum, group) => sum + group[kind], 0);
}

/** Flash of a model of `fileBytes` that uses `ops`. */
export const predictFlash = ({ memory }: FittedFootprint, ops: readonly string[], fileBytes: number): number =>
  sumOfGroups(memory, ops, 'flashBytes') + fileBytes;

/** RAM beside arena and heap. */
export function predictRam(
  { memory, stackBytes }: FittedFootprint,
  layers: readonly Pick<LayerSample, 'op' | 'variant'>[],
): { staticBytes: number; stackBytes: number } {
  return {
    staticBytes: sumOfGroups(memory, opsOf({ layers }), 'ramBytes'),
    stackBytes: Math.max(0, ...layers.map(({ op, variant }) => stackBytes.get(op)?.get(variant) ?? 0)),
  };
}
