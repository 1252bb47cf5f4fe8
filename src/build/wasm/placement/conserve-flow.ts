import { type ControlFlow, entryNode, exitNode, trapNode } from '../control-flow.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { combine, type LinearSum, nothing } from './linear-sum.ts';

/** A block, from the junction where it begins to the one where it ends. */
type Edge = readonly [from: number, to: number];

/**
 * How often each block of a function runs, from as few and as rarely executed counters as that takes: what comes to a
 * junction of blocks is what leaves it, so that blocks are the edges of a graph whose maximal spanning tree needs no
 * counters (D. Knuth, F. Stevenson, "Optimal measurement points for program frequency counts", BIT 13, 1973).
 *
 * @param costs about how often each block runs
 * @param calls how often the function is called, where that is known without a counter of its own
 * @param countBlock places a counter and returns its sum
 */
export function conserveFlow(
  flow: ControlFlow,
  costs: readonly number[],
  calls: LinearSum | undefined,
  countBlock: (block: number) => LinearSum,
): LinearSum[] {
  const { edges, nodeCount } = junctionGraph(flow);
  const whole = flow.blocks.length;
  const wholeCost = calls === undefined ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const costOf = (edge: number): number => (edge === whole ? wholeCost : costs[edge]!);
  const joined = new DisjointSets(nodeCount);
  const byCost = [...edges.keys()].sort((a, b) => costOf(b) - costOf(a));
  const tree = new Set(byCost.filter((edge) => joined.join(...edges[edge]!)));
  const known = edges.map((_, edge) => {
    if (tree.has(edge)) return undefined;
    return edge === whole ? calls : countBlock(edge);
  });
  return solveTree(nodeCount, edges, known).slice(0, whole);
}

/**
 * Where a block ends and those that may follow it begin is one junction. The last edge is the function as a whole, from
 * its exit back to its entry. Nothing leads on from a trap: a run that is counted to its end met none.
 */
function junctionGraph({ blocks, edges }: ControlFlow): { edges: Edge[]; nodeCount: number } {
  const [entry, exit] = [2 * blocks.length, 2 * blocks.length + 1];
  const joined = new DisjointSets(exit + 1);
  for (const [from, to] of edges) {
    if (to === trapNode) continue;
    joined.join(from === entryNode ? entry : 2 * from + 1, to === exitNode ? exit : 2 * to);
  }
  const inside = blocks.map((_, block): Edge => [joined.find(2 * block), joined.find(2 * block + 1)]);
  return { edges: [...inside, [joined.find(exit), joined.find(entry)]], nodeCount: exit + 1 };
}

/** What flows through the edges of a spanning tree, the unknown ones: leaf by leaf what its node lacks or has too much. */
function solveTree(nodeCount: number, edges: readonly Edge[], known: readonly (LinearSum | undefined)[]): LinearSum[] {
  const flows = known.map((sum) => sum ?? nothing);
  const surplus = Array.from({ length: nodeCount }, () => nothing);
  const unknownAt: Set<number>[] = surplus.map(() => new Set());
  const add = (node: number, sum: LinearSum, factor: number): void => {
    surplus[node] = combine([
      [surplus[node]!, 1],
      [sum, factor],
    ]);
  };
  const send = (edge: number): void => {
    const [from, to] = edges[edge]!;
    add(from, flows[edge]!, -1);
    add(to, flows[edge]!, 1);
  };
  for (const [edge, ends] of edges.entries()) {
    if (known[edge] === undefined) for (const node of ends) unknownAt[node]!.add(edge);
    else send(edge);
  }
  const leaves = unknownAt.flatMap((unknown, node) => (unknown.size === 1 ? [node] : []));
  for (const leaf of leaves) {
    const [edge] = unknownAt[leaf]!;
    if (edge === undefined) continue;
    const [from, to] = edges[edge]!;
    flows[edge] = from === leaf ? surplus[leaf]! : combine([[surplus[leaf]!, -1]]);
    send(edge);
    for (const node of [from, to]) unknownAt[node]!.delete(edge);
    const other = from === leaf ? to : from;
    if (unknownAt[other]!.size === 1) leaves.push(other);
  }
  return flows;
}
