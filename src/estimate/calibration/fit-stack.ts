import { bytesWith, type WholeBytes, wholeBytes } from './whole-bytes.ts';

/** A model's calls, by constructor, and the stack that its image took. */
export interface StackUse {
  readonly calls: readonly number[];
  readonly stackBytes: number;
}

/**
 * Stack of firmware that puts its model together by calls: they lie in one frame, which is there all the while, and below
 * it the deepest function that one of the layers calls.
 */
export interface FittedStack extends WholeBytes {
  /** By constructor: of its deepest function. */
  readonly deepest: readonly number[];
}

/** Rounds in which frame and functions are fitted to each other; behind them nothing gets better. */
const rounds = 6;

/** The round is taken that fits best: where all runs are alike, what is deepest cannot be told from what is always there. */
export function fitStack(uses: readonly StackUse[]): FittedStack {
  const constructors = uses[0]?.calls.length ?? 0;
  const nothing = new Array<number>(constructors).fill(0);
  let best = withFrame(uses, nothing);
  let fitted: FittedStack = { fixed: 0, each: nothing, deepest: nothing };
  for (let round = 0; round < rounds; round++) {
    fitted = withFrame(uses, deepestBelow(uses, fitted));
    if (squaredError(uses, fitted) < squaredError(uses, best)) best = fitted;
  }
  return best;
}

/** No run with such a layer takes less than its deepest function. */
function deepestBelow(uses: readonly StackUse[], frame: WholeBytes): number[] {
  return frame.each.map((_, at) => {
    const below = uses.filter(({ calls }) => calls[at]! > 0).map((use) => use.stackBytes - bytesWith(frame, use.calls));
    return below.length === 0 ? 0 : Math.max(0, Math.min(...below));
  });
}

function withFrame(uses: readonly StackUse[], deepest: readonly number[]): FittedStack {
  const observations = uses.map(({ calls, stackBytes }) => ({
    features: calls,
    bytes: stackBytes - deepestOf(deepest, calls),
    ofBytes: stackBytes,
  }));
  return { ...wholeBytes(observations), deepest };
}

const deepestOf = (deepest: readonly number[], calls: readonly number[]): number =>
  Math.max(0, ...deepest.filter((_, at) => calls[at]! > 0));

function squaredError(uses: readonly StackUse[], fitted: FittedStack): number {
  const error = ({ calls, stackBytes }: StackUse): number =>
    (bytesWith(fitted, calls) + deepestOf(fitted.deepest, calls)) / stackBytes - 1;
  return uses.reduce((sum, use) => sum + error(use) ** 2, 0);
}
