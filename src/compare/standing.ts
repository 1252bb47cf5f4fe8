/** What variants are held against each other by: less is better in each. */
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

/** The figures of one variant on one part, without those that nobody measured: wrong answers take a data set, and a model. */
export type AxisValues = Readonly<Partial<Record<Axis, number>>>;

/** How one variant stands among those it can be chosen instead of. */
export interface Standing {
  /** Each figure that it has over the least of all, so that the best is 1. */
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
  const known = axes.filter((axis) => variants.some((values) => values[axis] !== undefined));
  const front = paretoAxes.filter((axis) => known.includes(axis));
  return variants.map((own) => ({
    relative: relativeTo(variants, own),
    pareto: !variants.some((other) => dominates(other, own, front)),
    losesEverywhere: variants.some((other) => known.every((axis) => isLess(other[axis], own[axis]))),
  }));
}

function relativeTo(variants: readonly AxisValues[], own: AxisValues): AxisValues {
  const ratios = axes.flatMap((axis) => {
    const figure = own[axis];
    if (figure === undefined) return [];
    const best = Math.min(...variants.map((values) => values[axis] ?? Number.POSITIVE_INFINITY));
    return [[axis, figure === best ? 1 : figure / best]];
  });
  return Object.fromEntries(ratios);
}

function dominates(other: AxisValues, own: AxisValues, on: readonly Axis[]): boolean {
  const asGood = on.every((axis) => other[axis] === own[axis] || isLess(other[axis], own[axis]));
  return asGood && on.some((axis) => isLess(other[axis], own[axis]));
}

/** A figure that only one of them has speaks for neither. */
const isLess = (one: number | undefined, other: number | undefined): boolean =>
  one !== undefined && other !== undefined && one < other;
