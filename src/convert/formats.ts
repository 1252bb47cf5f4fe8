import type { FormatGroup } from './format-groups.ts';
import type { PlanLayer } from './plan.ts';

/** Decimal bits of everything in a network. */
export interface Formats {
  /** By group. */
  readonly groups: readonly number[];
  /** By layer of the plan: of its kernel; undefined for layers without weights. */
  readonly kernels: readonly (number | undefined)[];
  readonly biases: readonly (number | undefined)[];
}

/** A plan with the groups its formats are chosen for. */
export interface GroupedPlan {
  readonly layers: readonly PlanLayer[];
  readonly groups: readonly FormatGroup[];
}

/** Position of the group that a layer's output belongs to. */
export function groupIndexOf({ groups }: GroupedPlan, layer: number): number {
  return groups.findIndex(({ members }) => members.includes(layer));
}

/** Decimal bits of a layer's output. */
export function outputBits(plan: GroupedPlan, formats: Formats, layer: number): number {
  return formats.groups[groupIndexOf(plan, layer)] as number;
}

/** Decimal bits of what a layer sums up before it shifts right; undefined for layers that do not. */
export function sumBits(plan: GroupedPlan, formats: Formats, { index, kind, inputs }: PlanLayer): number | undefined {
  const [first = 0] = inputs;
  const kernel = formats.kernels[index];
  if (kernel !== undefined) return outputBits(plan, formats, first) + kernel;
  if (kind.type === 'add') return outputBits(plan, formats, first);
  if (kind.type === 'mult') return inputs.reduce((sum, input) => sum + outputBits(plan, formats, input), 0);
  return undefined;
}

/**
 * The nearest formats that NNoM can execute: it shifts sums to the right and biases to the left only, so that an output
 * has at most the decimal bits of the sums, and so has a bias; and the tables' readers bound a group from below.
 */
export function feasible(plan: GroupedPlan, wanted: Formats): Formats {
  const groups = plan.groups.map(
    ({ fixedBits, leastBits }, at) => fixedBits ?? Math.max(leastBits, wanted.groups[at]!),
  );
  const formats = { ...wanted, groups };
  for (const layer of plan.layers) {
    const most = sumBits(plan, formats, layer);
    const at = groupIndexOf(plan, layer.index);
    if (most !== undefined && plan.groups[at]!.fixedBits === undefined) groups[at] = Math.min(groups[at]!, most);
  }
  const biases = plan.layers.map((layer) => {
    const bias = formats.biases[layer.index];
    return bias === undefined ? undefined : Math.min(bias, sumBits(plan, formats, layer) as number);
  });
  return { ...formats, biases };
}
