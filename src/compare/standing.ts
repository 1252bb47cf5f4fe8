/** What variants are held against each other by: less is better in each. `wrongAnswers` is 0 for all without data. */
export const axes = [
  'wrongAnswers',
  'fileBytes',
  'gzipBytes',
  'flashBytes',
  'ramBytes',
  'cycles',
  'latencyMs',
  'energyUj',
] as const;

export type Axis = (typeof axes)[number];

/** The figures of one variant on one part. */
export type AxisValues = Readonly<Record<Axis, number>>;

/** How one variant stands among those it can be chosen instead of. */
export interface Standing {
  /** Its figure over the least of all, so that the best is 1. */
  readonly relative: AxisValues;
  /** No other variant is as good on every axis and better on one. */
  readonly pareto: boolean;
  /** Another variant is better than it on every axis. */
  readonly losesEverywhere: boolean;
}

/** What stands for the build on the part; file sizes repeat it, and cycles and energy follow latency. */
const paretoAxes = ['wrongAnswers', 'flashBytes', 'ramBytes', 'latencyMs'] as const satisfies readonly Axis[];

/** The standing of each of `variants`, in their order. A figure of 0 in the best one makes the others' ratio 1 or Infinity. */
export function standings(variants: readonly AxisValues[]): Standing[] {
  const best = valuesOf((axis) => Math.min(...variants.map((values) => values[axis])));
  const measured = axes.filter((axis) => axis !== 'wrongAnswers' || variants.some((values) => values[axis] > 0));
  return variants.map((own) => ({
    relative: valuesOf((axis) => (own[axis] === best[axis] ? 1 : own[axis] / best[axis])),
    pareto: !variants.some((other) => dominates(other, own)),
    losesEverywhere: variants.some((other) => measured.every((axis) => other[axis] < own[axis])),
  }));
}

function dominates(other: AxisValues, own: AxisValues): boolean {
  const asGood = paretoAxes.every((axis) => other[axis] <= own[axis]);
  return asGood && paretoAxes.some((axis) => other[axis] < own[axis]);
}

const valuesOf = (value: (axis: Axis) => number): AxisValues =>
  Object.fromEntries(axes.map((axis) => [axis, value(axis)])) as Record<Axis, number>;
