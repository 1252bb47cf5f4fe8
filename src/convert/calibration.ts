import { formatGroups } from './format-groups.ts';
import type { GroupedPlan } from './formats.ts';
import type { PlanLayer } from './plan.ts';
import { bitsFor, bitsOfLeastError, squaredError } from './q-format.ts';

/** One input of the calibration data, and what each layer of the float network makes of it. */
export interface FloatRun {
  readonly input: Float32Array;
  /** By layer of the .tflite. */
  readonly outputs: readonly Float32Array[];
}

/** What calibration saw of a group's values. */
export interface GroupRange {
  /** Most decimal bits with which every value fits. */
  readonly wholeBits: number;
  /** Decimal bits, of `wholeBits` and the next three, that lose least in the mean square. */
  readonly bestBits: number;
}

/** How many bits more than the whole range allows are tried. */
const extraBits = 3;

/** A plan with the groups of its formats. */
export function groupPlan(layers: readonly PlanLayer[]): GroupedPlan {
  return { layers, groups: formatGroups(layers) };
}

/** Ranges of the groups of a plan over all runs. */
export function rangesOf(plan: GroupedPlan, runs: readonly FloatRun[]): readonly GroupRange[] {
  return plan.groups.map(({ members }) => {
    const seen = members.map((index) => plan.layers[index] as PlanLayer).filter((layer) => isSeen(plan, layer));
    return rangeOf(runs, seen);
  });
}

/** What ReLU is about to cut off needs no format. */
function isSeen({ layers }: GroupedPlan, { index }: PlanLayer): boolean {
  const readers = layers.filter(({ inputs }) => inputs.includes(index));
  return readers.length === 0 || readers.some(({ kind }) => kind.type !== 'relu');
}

/** The values of a layer of the plan in one run; none where only zeros were added. */
export function valuesOf({ input, outputs }: FloatRun, { kind, source }: PlanLayer): Float32Array | undefined {
  return kind.type === 'input' ? input : source === undefined ? undefined : outputs[source];
}

/** Smallest and largest of all values, and 0: a format holds it in any case. */
export function extremesOf(arrays: readonly Float32Array[]): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = 0;
  for (const values of arrays) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return { low, high };
}

function rangeOf(runs: readonly FloatRun[], layers: readonly PlanLayer[]): GroupRange {
  const arrays = runs.flatMap((run) => layers.flatMap((layer) => valuesOf(run, layer) ?? []));
  const { low, high } = extremesOf(arrays);
  const wholeBits = bitsFor(Math.max(high, -low));
  const errorOf = (bits: number): number =>
    arrays.reduce((sum, values) => sum + squaredError(values, bits) * values.length, 0);
  return { wholeBits, bestBits: bitsOfLeastError(wholeBits, extraBits, errorOf) };
}
