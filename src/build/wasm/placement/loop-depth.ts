import type { ControlFlow } from '../control-flow.ts';

/**
 * How many loops each block is in. Structured code is reducible: a loop is its header and whatever leads back to it
 * without passing it.
 */
export function loopDepths({ blocks, edges }: ControlFlow): number[] {
  const before: number[][] = blocks.map(() => []);
  for (const [from, to] of edges) if (from >= 0 && to >= 0) before[to]!.push(from);
  const depths = blocks.map(() => 0);
  for (const header of blocks.keys()) {
    for (const block of loopFrom(header, before)) depths[block]!++;
  }
  return depths;
}

/** Blocks of the loop that begins with `header`; none when nothing leads back to it. */
function loopFrom(header: number, before: readonly (readonly number[])[]): ReadonlySet<number> {
  // Blocks are numbered as they stand in the code: only a branch back comes from a later one.
  const latches = before[header]!.filter((from) => from >= header);
  if (latches.length === 0) return new Set();
  const members = new Set([header, ...latches]);
  for (const block of members) {
    if (block === header) continue;
    for (const from of before[block]!) members.add(from);
  }
  return members;
}
