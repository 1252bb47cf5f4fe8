import {
  type CostInterval,
  type CycleCause,
  cycleCauses,
  type InstructionClass,
  instructionClasses,
} from '../types.ts';
import { zeroes } from '../zeroes.ts';
import { area, type CortexMExports } from './wasm-exports.ts';

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

/** Copies the counters as they stand. */
export function takeSnapshot(wasm: CortexMExports): CounterSnapshot {
  const counters = (index: number, count: number) => new BigUint64Array(wasm.memory.buffer, wasm.area(index), count);
  return {
    cycles: wasm.cycles(),
    keyCounts: Float64Array.from(counters(area.keyCounts, wasm.keyCount()), Number),
    // Signed: cycles taken back (single-cycle I/O) are counted where they were not waited for.
    stalls: Float64Array.from(counters(area.stalls, 8), (count) => Number(BigInt.asIntN(64, count))),
  };
}

/** What the first timing keys stand for: more come up as more instructions are decoded. */
export function keyMeanings(wasm: CortexMExports, count: number): KeyMeaning[] {
  const words = new Uint32Array(wasm.memory.buffer, wasm.area(area.keyMeanings), count);
  return Array.from(words, (word) => ({
    instructionClass: instructionClasses[word & 0xff]!,
    cause: cycleCauses[(word >>> 8) & 0xff]!,
    extraCycles: word >>> 16,
  }));
}

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
