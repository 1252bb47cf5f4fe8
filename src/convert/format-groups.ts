import type { PlanLayer, PlanType } from './plan.ts';

/** Layers whose outputs have one format, for NNoM moves their values without shifting them. */
export interface FormatGroup {
  /** `layer[...]` of the plan. */
  readonly members: readonly number[];
  /** Decimal bits that the kernels give; undefined where they can be chosen. */
  readonly fixedBits: number | undefined;
  /** Fewest decimal bits that a reader of the group can use. */
  readonly leastBits: number;
}

/** Outputs of these have the format of their inputs. */
const keepsFormat: ReadonlySet<PlanType> = new Set([
  'output',
  'max-pool',
  'avg-pool',
  'global-avg-pool',
  'zero-padding',
  'flatten',
  'concat',
  'relu',
]);

/** Values of -1..1 come as q7 of seven decimal bits from these (arm_nn_activations_direct_q7, arm_softmax_q7). */
const activationBits = 7;
const givesFixedBits: ReadonlySet<PlanType> = new Set(['tanh', 'sigmoid', 'softmax']);

/** The tables of tanh and sigmoid end at 8: with fewer decimal bits than this NNoM answers with the extremes. */
const leastTableBits = 4;
const readsTable: ReadonlySet<PlanType> = new Set(['tanh', 'sigmoid']);

/** Inputs of these have one format among them. */
const wantsAlike: ReadonlySet<PlanType> = new Set(['add', 'concat']);

/** Groups the layers of a plan; a layer is in one group, and groups are in order of their first member. */
export function formatGroups(layers: readonly PlanLayer[]): readonly FormatGroup[] {
  const parents = layers.map(({ index }) => index);
  const rootOf = (index: number): number => (parents[index] === index ? index : rootOf(parents[index] as number));
  const join = (a: number, b: number) => {
    const [low, high] = [rootOf(a), rootOf(b)].sort((x, y) => x - y) as [number, number];
    parents[high] = low;
  };
  for (const { index, kind, inputs } of layers) {
    const [first] = inputs;
    if (first === undefined) continue;
    if (keepsFormat.has(kind.type)) join(first, index);
    if (wantsAlike.has(kind.type)) for (const other of inputs) join(first, other);
  }
  const roots = [...new Set(layers.map(({ index }) => rootOf(index)))];
  return roots.map((root) => groupOf(layers, (index) => rootOf(index) === root));
}

function groupOf(layers: readonly PlanLayer[], isMember: (index: number) => boolean): FormatGroup {
  const members = layers.filter(({ index }) => isMember(index));
  const isFixed = members.some(({ kind }) => givesFixedBits.has(kind.type));
  const readers = layers.filter(({ inputs }) => inputs.some(isMember));
  const hasTable = readers.some(({ kind }) => readsTable.has(kind.type));
  return {
    members: members.map(({ index }) => index),
    fixedBits: isFixed ? activationBits : undefined,
    leastBits: hasTable ? leastTableBits : Number.NEGATIVE_INFINITY,
  };
}
