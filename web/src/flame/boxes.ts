import { ownCyclesOf, type ProfileNode } from '../../../src/index.ts';

/** A function in one chain of calls, as a box under the one that called it. */
export interface Box {
  readonly node: ProfileNode;
  /** Names from the outermost function to this one. */
  readonly chain: readonly string[];
  readonly depth: number;
  /** Left edge and width, as shares of all cycles shown. */
  readonly left: number;
  readonly width: number;
  readonly cycles: number;
}

/** Narrower boxes could not be seen, and would be thousands. */
const narrowest = 0.001;

/** Cycles of a function and of all it called. */
export function cyclesOf(node: ProfileNode): number {
  return node.callees.reduce((sum, callee) => sum + cyclesOf(callee), ownCyclesOf(node));
}

/** All boxes wide enough to be seen; of the functions that one called, the longest is first. */
export function boxesOf(roots: readonly ProfileNode[]): Box[] {
  const total = roots.reduce((sum, root) => sum + cyclesOf(root), 0);
  const boxes: Box[] = [];
  const place = (nodes: readonly ProfileNode[], left: number, chain: readonly string[]): void => {
    let edge = left;
    const measured = nodes.map((node) => ({ node, cycles: cyclesOf(node) }));
    for (const { node, cycles } of measured.sort((a, b) => b.cycles - a.cycles)) {
      const width = cycles / total;
      const names = [...chain, node.symbol];
      if (width >= narrowest) {
        boxes.push({ node, chain: names, depth: chain.length, left: edge, width, cycles });
        place(node.callees, edge, names);
      }
      edge += width;
    }
  };
  if (total > 0) place(roots, 0, []);
  return boxes;
}
