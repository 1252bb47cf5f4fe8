import type { BasicBlock } from '../control-flow.ts';
import type { Callers } from './call-order.ts';
import { callersFirst } from './call-order.ts';
import { conserveFlow } from './conserve-flow.ts';
import { combine, counterAlone, type LinearSum } from './linear-sum.ts';
import { loopDepths } from './loop-depth.ts';

/** Where counters stand in one function, and what they say of it. */
export interface FunctionCounters {
  /** The counter of each block that has one. */
  readonly counterOf: ReadonlyMap<number, number>;
  /** How often each block runs. */
  readonly blockSums: readonly LinearSum[];
}

export interface CounterPlacement {
  /** By the functions that the module defines. */
  readonly functions: readonly FunctionCounters[];
  readonly counterCount: number;
}

/** How often a loop turns, until a run says better: which of two blocks is counted depends on it, and nothing else. */
const usualTurns = 8;

/**
 * Decides which blocks of a module are counted so that how often every block runs can be told. A function that only
 * direct calls reach is not counted where it begins: the blocks that call it are.
 *
 * @param firstCounter number of the first counter that is free
 */
export function placeCounters(callers: Callers, firstCounter: number): CounterPlacement {
  const functions: FunctionCounters[] = [];
  let counterCount = firstCounter;
  for (const { index, sites } of callersFirst(callers)) {
    const calls =
      sites && combine(sites.map(({ caller, block }) => [functions[caller]!.blockSums[block]!, 1] as const));
    const flow = callers.flows[index]!;
    const costs = loopDepths(flow).map((depth, block) => usualTurns ** depth * shareOf(flow.blocks[block]!));
    const counterOf = new Map<number, number>();
    const blockSums = conserveFlow(flow, costs, calls, (block) => {
      counterOf.set(block, counterCount);
      return counterAlone(counterCount++);
    });
    functions[index] = { counterOf, blockSums };
  }
  return { functions, counterCount };
}

/**
 * Of the runs of what stands around a block. A loop is seldom skipped as a whole; where an `if` skips anything else,
 * nothing is known, and counting in the `else` that it does not have would take a jump more.
 */
function shareOf({ missingElse }: BasicBlock): number {
  if (missingElse === undefined) return 1;
  return missingElse.skipsLoop ? 1 / usualTurns : 2;
}
