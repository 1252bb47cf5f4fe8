import { ownCyclesOf } from '../../cost/profile.ts';
import { cycleCauses, type ProfileNode } from '../../simulate/types.ts';

/** https://github.com/jlfwong/speedscope/wiki/Importing-from-custom-sources: the fields that are written here. */
interface SpeedscopeFile {
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json';
  readonly name: string;
  readonly exporter: string;
  readonly activeProfileIndex: number;
  readonly shared: { readonly frames: readonly Frame[] };
  readonly profiles: readonly SampledProfile[];
}

interface Frame {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
}

interface SampledProfile {
  readonly type: 'sampled';
  readonly name: string;
  readonly unit: 'none';
  readonly startValue: 0;
  readonly endValue: number;
  /** Frames by number, the outermost first; a sample for each way that a function was called. */
  readonly samples: readonly (readonly number[])[];
  /** Cycles of each sample. */
  readonly weights: readonly number[];
}

/** A function by one chain of calls, and the numbers of that chain's frames. */
interface Stack {
  readonly node: ProfileNode;
  readonly frames: readonly number[];
}

/**
 * A profile for speedscope and what else reads its format: all cycles, and each cause that took any by itself. The
 * weights are the cycles of the functions' own instructions, so that they sum to the region's.
 *
 * @param name of the file that was measured
 */
export function renderSpeedscope(roots: readonly ProfileNode[], name: string, version: string): string {
  const frames: Frame[] = [];
  const stacks = stacksOf(roots, frames);
  const causes = cycleCauses.map((cause) => profile(cause, stacks, ({ ownCycles }) => ownCycles[cause]));
  const file: SpeedscopeFile = {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name,
    exporter: `preflash ${version}`,
    activeProfileIndex: 0,
    shared: { frames },
    profiles: [profile('cycles', stacks, ownCyclesOf), ...causes.filter(({ endValue }) => endValue > 0)],
  };
  return JSON.stringify(file);
}

/** Every chain of calls, in the order in which it was first seen; fills `frames`. */
function stacksOf(roots: readonly ProfileNode[], frames: Frame[]): Stack[] {
  const numbers = new Map<number, number>();
  const stacks: Stack[] = [];
  const add = (node: ProfileNode, callers: readonly number[]): void => {
    let number = numbers.get(node.address);
    if (number === undefined) {
      number = frames.push(frameOf(node)) - 1;
      numbers.set(node.address, number);
    }
    const chain = [...callers, number];
    stacks.push({ node, frames: chain });
    for (const callee of node.callees) add(callee, chain);
  };
  for (const root of roots) add(root, []);
  return stacks;
}

const frameOf = ({ symbol, source }: ProfileNode): Frame =>
  source === undefined ? { name: symbol } : { name: symbol, file: source.file, line: source.line };

function profile(name: string, stacks: readonly Stack[], weigh: (node: ProfileNode) => number): SampledProfile {
  const weighed = stacks
    .map(({ node, frames }) => ({ frames, weight: weigh(node) }))
    .filter(({ weight }) => weight > 0);
  return {
    type: 'sampled',
    name,
    unit: 'none',
    startValue: 0,
    endValue: weighed.reduce((sum, { weight }) => sum + weight, 0),
    samples: weighed.map(({ frames }) => frames),
    weights: weighed.map(({ weight }) => weight),
  };
}
