import { branchRows } from './branch.ts';
import { data16 } from './data16.ts';
import { data32 } from './data32.ts';
import { dspRows } from './dsp.ts';
import { floatRows } from './float.ts';
import { memoryRows } from './memory.ts';
import { multiplyRows } from './multiply.ts';
import { systemRows } from './system.ts';
import type { InstructionRow } from './types.ts';

/**
 * Every instruction of ARMv7E-M with FPv4-SP. Where two patterns match, the one with more fixed bits wins; `where`
 * then decides, and when no row accepts, the encoding is undefined or UNPREDICTABLE and faults.
 */
export const instructionTable: readonly InstructionRow[] = [
  ...data16,
  ...data32,
  ...multiplyRows,
  ...dspRows,
  ...memoryRows,
  ...branchRows,
  ...systemRows,
  ...floatRows,
];
