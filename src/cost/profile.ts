import type { SourceLine } from '../image/dwarf/types.ts';
import { type CyclesByCause, cycleCauses, type ProfileNode } from '../simulate/types.ts';
import { zeroes } from '../simulate/zeroes.ts';

/** What one function cost in the measured region, by whatever way it was called. */
export interface FunctionCost {
  readonly name: string;
  readonly address: number;
  readonly source: SourceLine | undefined;
  readonly calls: number;
  /** With what it called; a call within a call of the same function counts once. */
  readonly cycles: number;
  /** Of its own instructions. */
  readonly ownCycles: number;
  readonly ownByCause: CyclesByCause;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Totals = Mutable<Omit<FunctionCost, 'ownByCause'>> & { ownByCause: Mutable<CyclesByCause> };

/** Cycles of a node's own instructions. */
export const ownCyclesOf = ({ ownCycles }: ProfileNode): number =>
  cycleCauses.reduce((sum, cause) => sum + ownCycles[cause], 0);

/** The functions of a profile, the one with the most cycles of its own first. Those sum to the region's. */
export function functionCosts(roots: readonly ProfileNode[]): FunctionCost[] {
  const totals = new Map<number, Totals>();
  for (const root of roots) addNode(root, totals, new Set());
  return [...totals.values()].sort((a, b) => b.ownCycles - a.ownCycles || a.address - b.address);
}

/** Returns the cycles of the node and all it called. */
function addNode(node: ProfileNode, totals: Map<number, Totals>, callers: Set<number>): number {
  const isOutermost = !callers.has(node.address);
  if (isOutermost) callers.add(node.address);
  const own = ownCyclesOf(node);
  const cycles = node.callees.reduce((sum, callee) => sum + addNode(callee, totals, callers), own);
  if (isOutermost) callers.delete(node.address);
  const entry = totals.get(node.address) ?? nothing(node);
  totals.set(node.address, entry);
  entry.calls += node.calls;
  entry.ownCycles += own;
  if (isOutermost) entry.cycles += cycles;
  for (const cause of cycleCauses) entry.ownByCause[cause] += node.ownCycles[cause];
  return cycles;
}

function nothing({ symbol, address, source }: ProfileNode): Totals {
  const none = zeroes(cycleCauses);
  return { name: symbol, address, source, calls: 0, cycles: 0, ownCycles: 0, ownByCause: none };
}
