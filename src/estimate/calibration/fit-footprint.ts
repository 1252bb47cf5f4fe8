import type { MemoryGroup } from '../../build/memory-groups.ts';
import { solveNonNegative } from './least-squares.ts';
import type { LayerSample, ModelSample } from './sample.ts';

/** What a model adds to flash and RAM: the runtime once, each kind of layer once. The model's file comes on top. */
export interface FittedFootprint {
  readonly memory: readonly MemoryGroup[];
  /** By registration and variant of the kernel. */
  readonly stackBytes: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export const opsOf = ({ layers }: { readonly layers: readonly Pick<LayerSample, 'op'>[] }): string[] =>
  [...new Set(layers.map(({ op }) => op))].sort();

/** Networks are what is to be predicted; models of single operators show what no network has. */
const singleOpWeight = 0.03;

/**
 * @param linked what the linker says that operators bring with them; fitted as one figure an operator unless given
 */
export function fitFootprint(models: readonly ModelSample[], linked?: readonly MemoryGroup[]): FittedFootprint {
  const ops = [...new Set(models.flatMap(opsOf))].sort();
  return {
    memory: linked === undefined ? fitGroups(models, ops) : withRuntime(models, linked),
    stackBytes: new Map(ops.map((op) => [op, stackOf(models, op)] as const)),
  };
}

/** The linker says what operators bring; the rest of what was measured is always there. */
function withRuntime(models: readonly ModelSample[], linked: readonly MemoryGroup[]): MemoryGroup[] {
  const rest = (bytesOf: (model: ModelSample) => number, added: 'flashBytes' | 'ramBytes') =>
    middle(models.map((model) => bytesOf(model) - sumOfGroups(linked, opsOf(model), added)));
  const flashBytes = rest((model) => model.flashBytes - model.fileBytes, 'flashBytes');
  return [{ ops: [], flashBytes, ramBytes: rest((model) => model.staticRamBytes, 'ramBytes') }, ...linked];
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function fitGroups(models: readonly ModelSample[], ops: readonly string[]): MemoryGroup[] {
  const flash = fitAdditive(models, ops, ({ flashBytes, fileBytes }) => flashBytes - fileBytes);
  const ram = fitAdditive(models, ops, ({ staticRamBytes }) => staticRamBytes);
  return [[], ...ops.map((op) => [op])].map((group, at) => ({
    ops: group,
    flashBytes: Math.round(flash[at]!),
    ramBytes: Math.round(ram[at]!),
  }));
}

/** What is always there, and what each operator adds. */
function fitAdditive(
  models: readonly ModelSample[],
  ops: readonly string[],
  bytesOf: (model: ModelSample) => number,
): Float64Array {
  const tiny = 1e-12;
  return solveNonNegative({
    rows: models.map((model) => {
      const used = new Set(opsOf(model));
      return [1, ...ops.map((op) => Number(used.has(op)))];
    }),
    targets: models.map(bytesOf),
    weights: models.map((model) => (model.layers.length === 1 ? singleOpWeight : 1) / Math.max(1, bytesOf(model))),
    prior: [0, ...ops.map(() => 0)],
    stiffness: [tiny, ...ops.map(() => tiny)],
  });
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
