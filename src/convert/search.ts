import { type Formats, feasible, type GroupedPlan } from './formats.ts';

/** Mean distance of a network in these formats from the float network; smaller is better. */
export type Judge = (formats: Formats) => number;

export interface SearchStep {
  readonly formats: Formats;
  readonly distance: number;
}

/** Bits tried more or less in each place. */
const moves = [1, -1] as const;
/** Walks through all places; a second one rarely finds anything, since formats are coarse. */
const mostRounds = 3;
/** An improvement by less than this share is noise of the calibration data. */
const worthwhile = 0.01;

/**
 * Walks through the formats of a network one at a time and keeps what brings its answers nearer to the float network's,
 * until a whole round finds nothing.
 *
 * @param starts the formats to begin with: the best of them
 * @param onStep told of every network judged
 */
export function searchFormats(
  plan: GroupedPlan,
  starts: readonly Formats[],
  judge: Judge,
  onStep: (judged: number, best: number) => void,
): SearchStep {
  let judged = 0;
  const weigh = (formats: Formats): SearchStep => {
    const step = { formats, distance: judge(formats) };
    judged += 1;
    return step;
  };
  let best = starts.map(weigh).reduce((a, b) => (b.distance < a.distance ? b : a));
  for (let round = 0; round < mostRounds; round++) {
    const before = best.distance;
    for (const neighbour of neighbours(plan)) {
      const formats = neighbour(best.formats);
      if (formats === undefined || same(formats, best.formats)) continue;
      const step = weigh(formats);
      if (step.distance < best.distance * (1 - worthwhile)) best = step;
      onStep(judged, best.distance);
    }
    if (best.distance >= before) break;
  }
  return best;
}

type Neighbour = (formats: Formats) => Formats | undefined;

/** One move in one place each: groups first, for they carry the outliers of the data, then kernels. */
function neighbours(plan: GroupedPlan): Neighbour[] {
  const groups = plan.groups.flatMap(({ fixedBits }, at): Neighbour[] =>
    fixedBits !== undefined
      ? []
      : moves.map((more) => (formats) => feasible(plan, { ...formats, groups: moved(formats.groups, at, more) })),
  );
  const kernels = plan.layers.flatMap(({ kind, index }): Neighbour[] =>
    !('weights' in kind)
      ? []
      : moves.map((more) => (formats) => feasible(plan, { ...formats, kernels: moved(formats.kernels, index, more) })),
  );
  return [...groups, ...kernels];
}

function moved<Bits extends number | undefined>(bits: readonly Bits[], at: number, more: number): Bits[] {
  return bits.map((value, position) => (position === at && value !== undefined ? ((value + more) as Bits) : value));
}

const same = (a: Formats, b: Formats): boolean => JSON.stringify(a) === JSON.stringify(b);
