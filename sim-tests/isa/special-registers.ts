import type { Fields } from '../../wasm/cortex-m/isa/match.ts';
import type { InstructionRow } from '../../wasm/cortex-m/isa/types.ts';

/** SYSm values that name a register, ARMv7-M ARM B5.1.1. */
const allocated: ReadonlySet<number> = new Set([0, 1, 2, 3, 5, 6, 7, 8, 9, 16, 17, 18, 19, 20]);
const firstWithoutMask = 5;
const wholeRegister = 2;

/**
 * Tells whether MRS or MSR names a register that exists and, for MSR, with a mask that is not UNPREDICTABLE.
 * True for every other row.
 */
export function isPredictableSpecialRegister(row: InstructionRow, fields: Fields): boolean {
  if (row.operation !== 'mrs' && row.operation !== 'msr') return true;
  const number = fields.i ?? 0;
  const maskSuits = row.operation === 'mrs' || number < firstWithoutMask || fields.j === wholeRegister;
  return allocated.has(number) && maskSuits;
}
