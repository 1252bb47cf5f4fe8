import { arithmeticRows } from './arithmetic.ts';
import { branchRows } from './branch.ts';
import { memoryRows } from './memory.ts';
import { systemRows } from './system.ts';
import type { AvrInstructionRow } from './types.ts';

/** Every instruction of AVRe+ and AVRxt; the order does not matter, no two rows match the same word. */
export const avrRows: readonly AvrInstructionRow[] = [...arithmeticRows, ...branchRows, ...memoryRows, ...systemRows];
