import type { GroupRange } from './calibration.ts';
import { type Formats, feasible, type GroupedPlan } from './formats.ts';
import type { FloatWeights } from './plan.ts';
import { bitsFor, bitsOfLeastError, squaredError } from './q-format.ts';

/** How far a kernel's format may cut its largest weights. */
const extraBits = 2;

/** Formats in which nothing that calibration saw saturates. */
export function wholeRangeFormats(plan: GroupedPlan, ranges: readonly GroupRange[]): Formats {
  return formatsFrom(
    plan,
    ranges.map(({ wholeBits }) => wholeBits),
    (values) => bitsFor(largestOf(values)),
  );
}

/** Formats that lose least in the mean square, each by itself: outliers may saturate. */
export function leastErrorFormats(plan: GroupedPlan, ranges: readonly GroupRange[]): Formats {
  return formatsFrom(
    plan,
    ranges.map(({ bestBits }) => bestBits),
    leastErrorBits,
  );
}

function formatsFrom(plan: GroupedPlan, groups: readonly number[], bitsOf: (values: Float64Array) => number): Formats {
  const ofWeights = (pick: (weights: FloatWeights) => number) =>
    plan.layers.map(({ kind }) => ('weights' in kind ? pick(kind.weights) : undefined));
  return feasible(plan, {
    groups,
    kernels: ofWeights(({ kernel }) => bitsOf(kernel)),
    biases: ofWeights(({ bias }) => bitsFor(largestOf(bias))),
  });
}

const leastErrorBits = (values: Float64Array): number =>
  bitsOfLeastError(bitsFor(largestOf(values)), extraBits, (bits) => squaredError(values, bits));

const largestOf = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
