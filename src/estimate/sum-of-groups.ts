import type { MemoryGroup } from '../build/memory-groups.ts';

/** What the operators of a model bring, and what is always there. */
export function sumOfGroups(
  groups: readonly MemoryGroup[],
  ops: readonly string[],
  kind: 'flashBytes' | 'ramBytes',
): number {
  return groups
    .filter((group) => group.ops.length === 0 || group.ops.some((op) => ops.includes(op)))
    .reduce((sum, group) => sum + group[kind], 0);
}
