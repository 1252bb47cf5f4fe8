import { AUX, IMM, RA, RD, RM } from '../layout';
import { recordOf } from '../memory/regions';
import * as op from '../opcodes.generated';
import { CARRY_UNCHANGED } from './immediates';

const SP: u32 = 13 << 2;
const PC: u32 = 15 << 2;

/** Turns what was decoded into the cheapest opcode with the same meaning. May rewrite the record's operands. */
export function specialize(record: usize, opcode: u32, pc: u32): u32 {
  if (opcode >= op.OP_B_EQ && opcode <= op.OP_B_LE) return branchTarget(record, opcode);
  switch (opcode) {
    case op.OP_B:
      if (load<u32>(record, IMM) == pc) return op.OP_ENDLESS_LOOP;
      return branchTarget(record, opcode);
    case op.OP_CBZ:
    case op.OP_CBNZ:
      return branchTarget(record, opcode);
    case op.OP_BL:
      store<u32>(record, (pc + 4) | 1, AUX);
      return branchTarget(record, opcode);
    case op.OP_BLX:
      store<u32>(record, (pc + 2) | 1, AUX);
      return opcode;
    case op.OP_ADR:
      store<u32>(record, CARRY_UNCHANGED, AUX);
      return op.OP_MOV_IMM;
    case op.OP_TBB:
    case op.OP_TBH:
    case op.OP_ADD_TO_PC:
      store<u32>(record, pc + 4, AUX);
      return opcode;
    case op.OP_ADD_REG:
      if (load<u8>(record, RM) == PC) return addPc(record, pc);
      return intoSp(record, opcode, op.OP_ADD_REG_TO_SP, false);
    case op.OP_ADD_REG_SHIFTED: return intoSp(record, opcode, op.OP_ADD_REG_TO_SP, false);
    case op.OP_ADD_REG_S:
    case op.OP_ADD_REG_SHIFTED_S: return intoSp(record, opcode, op.OP_ADD_REG_TO_SP, true);
    case op.OP_SUB_REG:
    case op.OP_SUB_REG_SHIFTED: return intoSp(record, opcode, op.OP_SUB_REG_FROM_SP, false);
    case op.OP_SUB_REG_S:
    case op.OP_SUB_REG_SHIFTED_S: return intoSp(record, opcode, op.OP_SUB_REG_FROM_SP, true);
    case op.OP_ADD_IMM: return intoSp(record, opcode, op.OP_ADD_TO_SP, false);
    case op.OP_ADD_IMM_S: return intoSp(record, opcode, op.OP_ADD_TO_SP, true);
    case op.OP_SUB_IMM: return intoSp(record, opcode, op.OP_SUB_FROM_SP, false);
    case op.OP_SUB_IMM_S: return intoSp(record, opcode, op.OP_SUB_FROM_SP, true);
    case op.OP_MOV_REG:
      return moveRegister(record, pc);
    case op.OP_STR_REG:
      return load<u32>(record, IMM) == 0 ? op.OP_STR_REG_PLAIN : opcode;
    case op.OP_LDR_REG:
      if (load<u8>(record, RD) == SP) return op.OP_LDR_REG_TO_SP;
      return load<u32>(record, IMM) == 0 ? op.OP_LDR_REG_PLAIN : opcode;
    case op.OP_LDR_IMM:
      return load<u8>(record, RD) == SP ? op.OP_LDR_IMM_TO_SP : opcode;
    case op.OP_LDR_LIT:
      return load<u8>(record, RD) == SP ? op.OP_LDR_LIT_TO_SP : opcode;
    default:
      return opcode;
  }
}

/** A direct branch holds its target's record; one that leaves mapped memory keeps the address. */
function branchTarget(record: usize, opcode: u32): u32 {
  const target = recordOf(load<u32>(record, IMM));
  if (target == 0) return op.OP_BRANCH_OUT;
  store<u32>(record, target as u32, IMM);
  return opcode;
}

/** An addition whose result goes to SP has an opcode of its own, which takes from RA whether it sets the flags. */
function intoSp(record: usize, opcode: u32, opcodeForSp: u32, setsFlags: bool): u32 {
  if (load<u8>(record, RD) != SP) return opcode;
  store<u8>(record, setsFlags ? 1 : 0, RA);
  return opcodeForSp;
}

/** ADD Rdn, PC: the PC is a constant here. */
function addPc(record: usize, pc: u32): u32 {
  store<u32>(record, pc + 4, IMM);
  return intoSp(record, op.OP_ADD_IMM, op.OP_ADD_TO_SP, false);
}

function moveRegister(record: usize, pc: u32): u32 {
  if (load<u8>(record, RM) == PC) {
    store<u32>(record, pc + 4, IMM);
    store<u32>(record, CARRY_UNCHANGED, AUX);
    return op.OP_MOV_IMM;
  }
  return load<u8>(record, RD) == SP ? op.OP_MOV_TO_SP : op.OP_MOV_REG;
}
