import { avrRows } from '../../../wasm/avr/isa/index.ts';
import { avrTiming } from '../../../wasm/avr/timing/cycles.ts';
import { type CostInterval, cycleCauses, type InstructionClass, instructionClasses } from '../types.ts';
import { zeroes } from '../zeroes.ts';

/** The counters of an AVR core at one moment. */
export interface AvrSnapshot {
  readonly cycles: number;
  /** Executions of each row of the instruction table. */
  readonly rowCounts: Float64Array;
  /** Cycles beyond the rows' static cost; what is left of the total was for taken branches and skips. */
  readonly flashData: number;
  readonly exceptions: number;
  readonly idle: number;
}

/**
 * What passed between two snapshots: each instruction is one issue cycle, the rest of its static cost goes to the
 * cause its timing class names, and what was not known at decoding to its own. Time asleep counts as exceptions: the
 * core waits for an interrupt.
 * @param rowCycles static cycles of each row
 */
export function avrIntervalBetween(
  before: AvrSnapshot,
  after: AvrSnapshot,
  rowCycles: readonly number[],
): CostInterval {
  const byCause = zeroes(cycleCauses);
  const byClass = zeroes(instructionClasses);
  let instructions = 0;
  avrRows.forEach((row, index) => {
    const count = after.rowCounts[index]! - before.rowCounts[index]!;
    const { cause } = avrTiming[row.timing as keyof typeof avrTiming];
    instructions += count;
    byClass[row.class as InstructionClass] += count;
    byCause.issue += count;
    byCause[cause] += count * (rowCycles[index]! - 1);
  });
  byCause.flashData += after.flashData - before.flashData;
  byCause.exceptions += after.exceptions - before.exceptions + after.idle - before.idle;
  const cycles = after.cycles - before.cycles;
  byCause.branchRefill += cycles - Object.values(byCause).reduce((sum, part) => sum + part, 0);
  return { cycles, byCause, instructions, byClass };
}
