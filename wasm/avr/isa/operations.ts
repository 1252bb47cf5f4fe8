import { arithmeticRows } from './arithmetic.ts';
import { branchRows } from './branch.ts';
import { memoryRows } from './memory.ts';
import { systemRows } from './system.ts';
import type { AvrInstructionRow } from './types.ts';

/** A handler: several rows may share one. `code` is what decoded records carry. */
export interface AvrOperation {
  readonly code: number;
  readonly name: string;
  /** The file below `execute/` that has it. */
  readonly room: 'arithmetic' | 'branch' | 'memory' | 'system';
  readonly row: AvrInstructionRow | undefined;
}

const rooms = { arithmetic: arithmeticRows, branch: branchRows, memory: memoryRows, system: systemRows } as const;

function distinctOperations(): AvrOperation[] {
  const operations = new Map<string, Omit<AvrOperation, 'code'>>();
  // Code 0 is what zeroed memory holds: it must stop the run.
  operations.set('UNDEFINED', { name: 'UNDEFINED', room: 'system', row: undefined });
  // What the host puts in place of a record that it watches.
  operations.set('WATCH', { name: 'WATCH', room: 'branch', row: undefined });
  // A jump to itself: nothing but an interrupt goes on from there.
  operations.set('LOOP', { name: 'LOOP', room: 'branch', row: undefined });
  for (const room of ['arithmetic', 'branch', 'memory', 'system'] as const) {
    for (const row of rooms[room]) {
      if (!operations.has(row.operation)) operations.set(row.operation, { name: row.operation, room, row });
    }
  }
  return [...operations.values()].map((operation, code) => ({ ...operation, code }));
}

/** Every handler with its code; the code is its position. */
export const avrOperations: readonly AvrOperation[] = distinctOperations();

const isTwoWordRow = (row: AvrInstructionRow | undefined): boolean => row?.pattern.includes('|') ?? false;

/** Code of the operation with that name. */
export function operationCode(name: string): number {
  const operation = avrOperations.find((candidate) => candidate.name === name);
  if (!operation) throw new Error(`wasm/avr/isa: there is no operation ${name}`);
  return operation.code;
}

/** Whether the instruction occupies two program words. */
export const isTwoWords = (operation: AvrOperation): boolean => isTwoWordRow(operation.row);

/** Arithmetic, moves and reads of program memory: they touch no data space, and the next record always follows. */
const straightMemory = new Set(['MOV', 'MOVW', 'LDI', 'LPM_R0', 'LPM_Z', 'LPM_Z_INC', 'ELPM_R0', 'ELPM_Z', 'ELPM_Z_INC']);
const settingInterruptFlag = new Set(['BSET', 'BCLR']);

/** Whether the record that follows is always next, so that the handler need not say so. */
export function isStraight({ name, room }: AvrOperation): boolean {
  if (room === 'arithmetic') return !settingInterruptFlag.has(name);
  return name === 'NOP' || straightMemory.has(name);
}

/** Jumps, calls and returns that are always taken: straight-line execution ends there. */
export function isUnconditional({ room, row, name }: AvrOperation): boolean {
  if (room !== 'branch') return name === 'UNDEFINED';
  return row === undefined || !['branch', 'skip'].includes(row.timing);
}

/** Whether it reads data space, which may cost more than its row says. */
export const readsDataSpace = ({ row }: AvrOperation): boolean => row?.class === 'load';
