/**
 * Nodes of a graph that lead back to themselves: strongly connected components of more than one node, and nodes that are
 * their own successor (R. Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1972).
 */
export function nodesOnCycles(successors: readonly (readonly number[])[]): ReadonlySet<number> {
  const order = new Int32Array(successors.length);
  const lowest = new Int32Array(successors.length);
  const isOpen = new Uint8Array(successors.length);
  const open: number[] = [];
  const cyclic = new Set<number>();
  let visited = 0;
  const visit = (node: number): void => {
    order[node] = lowest[node] = ++visited;
    isOpen[node] = 1;
    open.push(node);
    for (const next of successors[node]!) {
      if (order[next] === 0) visit(next);
      if (isOpen[next] === 1) lowest[node] = Math.min(lowest[node]!, lowest[next]!);
    }
    if (lowest[node] !== order[node]) return;
    const component = open.splice(open.lastIndexOf(node));
    for (const member of component) isOpen[member] = 0;
    const isCycle = component.length > 1 || successors[node]!.includes(node);
    if (isCycle) for (const member of component) cyclic.add(member);
  };
  for (const node of successors.keys()) if (order[node] === 0) visit(node);
  return cyclic;
}
