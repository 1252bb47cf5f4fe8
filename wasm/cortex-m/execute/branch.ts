import { FAULT_FETCH, FAULT_NOT_THUMB, pendingFault, raiseFault } from '../fault';
import { AUX, CAUSE_BRANCH, OP_WIDE, RA, RN } from '../layout';
import { loadByte, loadHalf, loadWord } from '../memory/data';
import { fetchWord } from '../memory/flash';
import { recordOf } from '../memory/regions';
import {
  flagC, flagN, flagV, flagZ, greaterOrEqual, imm, setN, setRegister, valueM, valueN,
} from '../state';
import { exceptionReturn, isExceptionReturn } from '../system/exceptions';
import { stall } from '../time';
import { loadRefill, registerRefill } from '../timing/refill';
import { loadList } from './memory';
import { lowerSp } from './stack';

/* Branches return the record to go on with. A direct target's record is in imm, the address behind a call in aux. */

const LR: u32 = 14;
const PC_BYTE: u32 = 15 << 2;
const SP_BYTE: u32 = 13 << 2;
const NARROW: usize = 16;
const WIDE: usize = 32;

@inline function wide(ip: usize): bool { return (load<u16>(ip) & OP_WIDE) != 0; }
@inline function following(ip: usize): usize { return ip + (wide(ip) ? WIDE : NARROW); }

/** The target's record, fetched. */
@inline function jump(target: usize): usize {
  fetchWord(target);
  return target;
}

@inline function branchIf(ip: usize, taken: bool): usize {
  if (!taken) return following(ip);
  stall(CAUSE_BRANCH, load<u8>(ip, RA));
  return jump(imm(ip));
}

@inline export function bEq(ip: usize): usize { return branchIf(ip, flagZ()); }
@inline export function bNe(ip: usize): usize { return branchIf(ip, !flagZ()); }
@inline export function bCs(ip: usize): usize { return branchIf(ip, flagC()); }
@inline export function bCc(ip: usize): usize { return branchIf(ip, !flagC()); }
@inline export function bMi(ip: usize): usize { return branchIf(ip, flagN()); }
@inline export function bPl(ip: usize): usize { return branchIf(ip, !flagN()); }
export function bVs(ip: usize): usize { return branchIf(ip, flagV()); }
export function bVc(ip: usize): usize { return branchIf(ip, !flagV()); }
@inline export function bHi(ip: usize): usize { return branchIf(ip, flagC() && !flagZ()); }
@inline export function bLs(ip: usize): usize { return branchIf(ip, !flagC() || flagZ()); }
@inline export function bGe(ip: usize): usize { return branchIf(ip, greaterOrEqual()); }
@inline export function bLt(ip: usize): usize { return branchIf(ip, !greaterOrEqual()); }
@inline export function bGt(ip: usize): usize { return branchIf(ip, !flagZ() && greaterOrEqual()); }
@inline export function bLe(ip: usize): usize { return branchIf(ip, flagZ() || !greaterOrEqual()); }
@inline export function cbz(ip: usize): usize { return branchIf(ip, valueN(ip) == 0); }
@inline export function cbnz(ip: usize): usize { return branchIf(ip, valueN(ip) != 0); }
@inline export function b(ip: usize): usize { return jump(imm(ip)); }

@inline export function bl(ip: usize): usize {
  setRegister(LR, load<u32>(ip, AUX));
  return jump(imm(ip));
}

/** A direct branch to where no memory is. */
export function branchOut(ip: usize): usize {
  raiseFault(FAULT_FETCH, imm(ip));
  return ip;
}

/** Goes to an address that was computed, with bit 0 already dealt with. */
function goTo(ip: usize, address: u32, refill: u32): usize {
  const target = recordOf(address);
  if (target == 0) {
    raiseFault(FAULT_FETCH, address);
    return ip;
  }
  stall(CAUSE_BRANCH, refill);
  return jump(target);
}

/** BXWritePC and LoadWritePC, section A2.3.1: bit 0 must be set; EXC_RETURN values leave the exception. */
function interwork(ip: usize, value: u32, refill: u32): usize {
  if (isExceptionReturn(value)) return exceptionReturn(ip, value);
  if ((value & 1) == 0) {
    raiseFault(FAULT_NOT_THUMB, value);
    return ip;
  }
  return goTo(ip, value & ~1, refill);
}

@inline export function bx(ip: usize): usize {
  const target = valueM(ip);
  return interwork(ip, target, registerRefill(target & ~1));
}
export function blx(ip: usize): usize {
  const target = valueM(ip);
  if ((target & 1) == 0) {
    raiseFault(FAULT_NOT_THUMB, target);
    return ip;
  }
  setRegister(LR, load<u32>(ip, AUX));
  return goTo(ip, target & ~1, registerRefill(target & ~1));
}
/** MOV and ADD to PC ignore bit 0 (BranchWritePC). */
export function movToPc(ip: usize): usize {
  const target = valueM(ip) & ~1;
  return goTo(ip, target, registerRefill(target));
}
export function addToPc(ip: usize): usize {
  const target = (load<u32>(ip, AUX) + valueM(ip)) & ~1;
  return goTo(ip, target, registerRefill(target));
}

// ---- loads of the PC

@inline function loaded(ip: usize, value: u32): usize {
  if (pendingFault != 0) return ip;
  return interwork(ip, value, loadRefill(value & ~1));
}
@inline function writeBack(ip: usize, value: u32): void {
  if (pendingFault != 0) return;
  if (load<u8>(ip, RN) == SP_BYTE) lowerSp(value);
  else setN(ip, value);
}
export function ldrLitPc(ip: usize): usize { return loaded(ip, loadWord(imm(ip))); }
export function ldrImmPc(ip: usize): usize { return loaded(ip, loadWord(valueN(ip) + imm(ip))); }
export function ldrRegPc(ip: usize): usize { return loaded(ip, loadWord(valueN(ip) + (valueM(ip) << imm(ip)))); }
export function ldrPrePc(ip: usize): usize {
  const address = valueN(ip) + imm(ip);
  const target = loadWord(address);
  writeBack(ip, address);
  return loaded(ip, target);
}
export function ldrPostPc(ip: usize): usize {
  const address = valueN(ip);
  const target = loadWord(address);
  writeBack(ip, address + imm(ip));
  return loaded(ip, target);
}
export function ldmPc(ip: usize): usize {
  const from = valueN(ip);
  const end = from + (popcnt(imm(ip)) << 2);
  if (!loadList(imm(ip), from)) return ip;
  const target = loadWord(end - 4);
  if (load<u8>(ip, RA) != 0) writeBack(ip, end);
  return loaded(ip, target);
}
export function ldmdbPc(ip: usize): usize {
  const end = valueN(ip);
  const from = end - (popcnt(imm(ip)) << 2);
  if (!loadList(imm(ip), from)) return ip;
  const target = loadWord(end - 4);
  if (load<u8>(ip, RA) != 0) writeBack(ip, from);
  return loaded(ip, target);
}

// ---- table branches: forward by twice the entry; the table's base may be the PC

@inline function tableBase(ip: usize): u32 {
  return load<u8>(ip, RN) == PC_BYTE ? load<u32>(ip, AUX) : valueN(ip);
}
@inline function tableBranch(ip: usize, entry: u32): usize {
  if (pendingFault != 0) return ip;
  const target = load<u32>(ip, AUX) + 2 * entry;
  return goTo(ip, target, loadRefill(target));
}
export function tbb(ip: usize): usize { return tableBranch(ip, loadByte(tableBase(ip) + valueM(ip))); }
export function tbh(ip: usize): usize { return tableBranch(ip, loadHalf(tableBase(ip) + (valueM(ip) << 1))); }
