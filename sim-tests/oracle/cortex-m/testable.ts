import type { Fields } from '../../../wasm/cortex-m/isa/match.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { isPredictableSpecialRegister } from '../../isa/special-registers.ts';
import { baseRegister, listedRegisters, namedRegisters } from './operands.ts';

/**
 * Operations that do not simply go on to another instruction: they raise exceptions or sleep, so they are compared in
 * programs.test.ts and faults.test.ts instead of in the random image.
 */
export const exceptionOperations: ReadonlySet<string> = new Set(['svc', 'bkpt', 'udf', 'wfi']);

const stackPointer = 13;

/** SP may be written by moves and by additions to SP: A7.7 ADD (immediate), ADD (SP plus register), MOV (register). */
function writesStackPointerLegally(row: InstructionRow, fields: Fields): boolean {
  if (fields.d !== stackPointer || !/<Rdn?>/.test(row.operands)) return true;
  if (row.id === 'MOV_reg_T1' || row.id === 'ADD_reg_T2') return true;
  if (row.id === 'MOV_reg_T3') return fields.S === 0 && fields.m !== stackPointer;
  const plainShift = fields.k === undefined || (fields.k === 0 && (fields.i ?? 0) <= 3);
  return fields.n === stackPointer && plainShift;
}

/** A store of its own base with write-back stores an UNKNOWN value unless the base is the lowest of the list. */
function storesKnownValues(row: InstructionRow, fields: Fields): boolean {
  const list = listedRegisters(row, fields);
  return row.id !== 'STM_T1' || !list.includes(fields.n!) || list[0] === fields.n;
}

/** The image needs one of r0 to r12 for itself. */
function leavesARegister(row: InstructionRow, fields: Fields): boolean {
  const named = namedRegisters(row, fields);
  return Array.from({ length: 13 }, (_, register) => register).some((register) => !named.has(register));
}

/** A base that is also the index cannot be chosen freely. */
function hasFreeBase(row: InstructionRow, fields: Fields): boolean {
  const base = baseRegister(row, fields);
  return base === undefined || !row.operands.includes('<Rm>') || base !== fields.m;
}

const branchesToRegister: ReadonlySet<string> = new Set(['bx', 'blx', 'movToPc', 'addToPc']);

/** SP has no Thumb bit and cannot hold every halfword's address. */
function hasFreeTarget(row: InstructionRow, fields: Fields): boolean {
  return !(branchesToRegister.has(row.operation) && fields.m === stackPointer);
}

/**
 * Tells whether an encoding has a defined result that the image can observe. What is left out is UNPREDICTABLE in the
 * ARMv7-M ARM although the table need not reject it.
 */
export function isTestable(row: InstructionRow, fields: Fields): boolean {
  const extract = row.operation === 'sbfx' || row.operation === 'ubfx';
  const narrowCompare = row.id === 'CMP_reg_T2';
  return (
    isPredictableSpecialRegister(row, fields) &&
    writesStackPointerLegally(row, fields) &&
    storesKnownValues(row, fields) &&
    leavesARegister(row, fields) &&
    hasFreeBase(row, fields) &&
    hasFreeTarget(row, fields) &&
    !(extract && fields.i! + fields.w! > 31) &&
    !(narrowCompare && fields.n! < 8 && fields.m! < 8)
  );
}
