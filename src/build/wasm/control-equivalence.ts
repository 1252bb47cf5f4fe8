import { type ControlFlow, entryNode, exitNode, trapNode } from './control-flow.ts';

type Edge = readonly [number, number];

/**
 * Groups blocks that run equally often in every run of a function that ends.
 *
 * Two edges of a strongly connected graph are on the same cycles exactly when they are covered by the same edges outside
 * a spanning tree of its undirected form (R. Johnson, D. Pearson, K. Pingali, "The Program Structure Tree", PLDI 1994).
 * Each block becomes an edge from its begin to its end, and the exit leads back to the entry.
 *
 * @returns for each block the number of its group, from 0 in order of first members
 */
export function controlEquivalence(flow: ControlFlow): number[] {
  const graph = blocksAsEdges(flow);
  const labels = cycleLabels(graph.nodeCount, graph.edges);
  const groups = new Map<string, number>();
  return flow.blocks.map((_, block) => {
    const label = labels[block]!;
    // On no cycle: nothing is known of it.
    const key = label === 0n ? `block ${block}` : label.toString(36);
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    return group;
  });
}

/** Node 2b is the begin of block b, 2b + 1 its end; edge b is the block itself. */
function blocksAsEdges({ blocks, edges }: ControlFlow): { nodeCount: number; edges: Edge[] } {
  const entry = 2 * blocks.length;
  const exit = entry + 1;
  const beginOf = (block: number): number => (block === exitNode || block === trapNode ? exit : 2 * block);
  const endOf = (block: number): number => (block === entryNode ? entry : 2 * block + 1);
  const inside = blocks.map((_, block): Edge => [2 * block, 2 * block + 1]);
  const between = edges.map(([from, to]): Edge => [endOf(from), beginOf(to)]);
  const endless = endlessBlocks(blocks.length, edges).map((block): Edge => [2 * block + 1, exit]);
  return { nodeCount: exit + 1, edges: [...inside, ...between, ...endless, [exit, entry]] };
}

/** Blocks from which no way leads to the exit: a way that is added makes groups smaller, never wrong. */
function endlessBlocks(blockCount: number, edges: readonly Edge[]): number[] {
  const ending = new Set([exitNode, trapNode]);
  const backwards = edges.toReversed();
  for (let before = 0; before !== ending.size; ) {
    before = ending.size;
    for (const [from, to] of backwards) if (ending.has(to)) ending.add(from);
  }
  return Array.from({ length: blockCount }, (_, block) => block).filter((block) => !ending.has(block));
}

/** For each edge the set of non-tree edges whose cycle it is on, as bits. */
function cycleLabels(nodeCount: number, edges: readonly Edge[]): bigint[] {
  const { treeEdgeTo, order } = spanningTree(nodeCount, edges);
  const isTree = new Set(treeEdgeTo);
  const labels = edges.map((_, edge) => (isTree.has(edge) ? 0n : 1n << BigInt(edge)));
  const crossing = Array.from({ length: nodeCount }, () => 0n);
  for (const [edge, ends] of edges.entries()) {
    if (isTree.has(edge)) continue;
    for (const node of ends) crossing[node]! ^= labels[edge]!;
  }
  for (const node of order.toReversed()) {
    const edge = treeEdgeTo[node];
    if (edge === undefined) continue;
    labels[edge] = crossing[node]!;
    const [a, b] = edges[edge]!;
    crossing[a === node ? b : a]! ^= crossing[node]!;
  }
  return labels;
}

/** A spanning tree from the last node on: the edge each node was reached by, and the nodes, parents first. */
function spanningTree(
  nodeCount: number,
  edges: readonly Edge[],
): { treeEdgeTo: (number | undefined)[]; order: number[] } {
  const incident: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [edge, ends] of edges.entries()) for (const node of ends) incident[node]!.push(edge);
  const treeEdgeTo: (number | undefined)[] = Array.from({ length: nodeCount }, () => undefined);
  const order = [nodeCount - 1];
  const seen = new Set(order);
  for (const node of order) {
    for (const edge of incident[node]!) {
      const [a, b] = edges[edge]!;
      const other = a === node ? b : a;
      if (seen.has(other)) continue;
      seen.add(other);
      treeEdgeTo[other] = edge;
      order.push(other);
    }
  }
  return { treeEdgeTo, order };
}
