import {
  type CostInterval,
  type CycleCause,
  cycleCauses,
  type InstructionClass,
  instructionClasses,
} from '../types.ts';

/** What a timing key stands for: wasm/cortex-m/timing/keys.ts. */
interface KeyMeaning {
  readonly instructionClass: InstructionClass;
  readonly cause: CycleCause;
  readonly extraCycles: number;
}

/** The counters of a machine at one moment. */
export interface CounterSnapshot {
  readonly cycles: number;
  readonly keyCounts: Float64Array;
  readonly stalls: Float64Array;
}

/** Takes apart the packed words that the simulator keeps for its timing keys. */
export function decodeKeyMeanings(words: Uint32Array): KeyMeaning[] {
  return Array.from(words, (word) => ({
    instructionClass: instructionClasses[word & 0xff]!,
    cause: cycleCauses[(word >>> 8) & 0xff]!,
    extraCycles: word >>> 16,
  }));
}

const zeroes = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

/**
 * What passed between two snapshots: each execution of a key is one issue cycle and the key's extra cycles for its
 * cause; stalls that were not known at decoding come on top.
 */
export function intervalBetween(
  before: CounterSnapshot,
  after: CounterSnapshot,
  meanings: readonly KeyMeaning[],
): CostInterval {
  const byCause = zeroes(cycleCauses);
  const byClass = zeroes(instructionClasses);
  let instructions = 0;
  meanings.forEach(({ instructionClass, cause, extraCycles }, key) => {
    const count = after.keyCounts[key]! - (before.keyCounts[key] ?? 0);
    instructions += count;
    byClass[instructionClass] += count;
    byCause.issue += count;
    byCause[cause] += count * extraCycles;
  });
  cycleCauses.forEach((cause, index) => {
    byCause[cause] += after.stalls[index]! - before.stalls[index]!;
  });
  return { cycles: after.cycles - before.cycles, byCause, instructions, byClass };
}
