import { FAULT_NO_COPROCESSOR, pendingFault, raiseFault } from '../fault';
import {
  fabs, fadd, fcmp, fdiv, ffma, fixedToFloat, floatToFixed, fmul, fneg, fsqrt, fsub, getFpscr, halfToSingle, setFpscr,
  singleToHalf,
} from '../float/index';
import { AUX, RA, RD, RM, RN, SINGLES } from '../layout';
import { loadAlignedWord, storeAlignedWord } from '../memory/data';
import {
  imm, setA, setD, setN, setNzcv, setSingleD, singleD, singleM, singleN, valueA, valueD, valueN,
} from '../state';
import { fpuReady, occupyFpu, prepareFpu } from '../system/fpu';
import { lowerSp } from './stack';

/* FPv4-SP: section A7.7 of DDI 0403E. Each handler asks first whether the FPU may be used: ExecuteFPCheck(). */

const SP: u32 = 13 << 2;

/** False when the instruction must not execute: coprocessor access is off. */
@inline function usable(): bool {
  if (fpuReady) return true;
  if (prepareFpu()) return true;
  raiseFault(FAULT_NO_COPROCESSOR, 0);
  return false;
}
@inline function single(byte: u32): u32 { return load<u32>(byte, SINGLES); }
@inline function setSingle(byte: u32, value: u32): void { store<u32>(byte, value, SINGLES); }

// ---- arithmetic


export function vadd(ip: usize): void {
  if (usable()) setSingleD(ip, fadd(singleN(ip), singleM(ip)));
}
export function vsub(ip: usize): void {
  if (usable()) setSingleD(ip, fsub(singleN(ip), singleM(ip)));
}
export function vmul(ip: usize): void {
  if (usable()) setSingleD(ip, fmul(singleN(ip), singleM(ip)));
}
export function vnmul(ip: usize): void {
  if (usable()) setSingleD(ip, fneg(fmul(singleN(ip), singleM(ip))));
}
export function vmla(ip: usize): void {
  if (usable()) setSingleD(ip, fadd(singleD(ip), fmul(singleN(ip), singleM(ip))));
}
export function vmls(ip: usize): void {
  if (usable()) setSingleD(ip, fadd(singleD(ip), fneg(fmul(singleN(ip), singleM(ip)))));
}
export function vnmla(ip: usize): void {
  if (usable()) setSingleD(ip, fadd(fneg(singleD(ip)), fneg(fmul(singleN(ip), singleM(ip)))));
}
export function vnmls(ip: usize): void {
  if (usable()) setSingleD(ip, fadd(fneg(singleD(ip)), fmul(singleN(ip), singleM(ip))));
}
export function vfma(ip: usize): void {
  if (usable()) setSingleD(ip, ffma(singleD(ip), singleN(ip), singleM(ip)));
}
export function vfms(ip: usize): void {
  if (usable()) setSingleD(ip, ffma(singleD(ip), fneg(singleN(ip)), singleM(ip)));
}
export function vfnma(ip: usize): void {
  if (usable()) setSingleD(ip, ffma(fneg(singleD(ip)), fneg(singleN(ip)), singleM(ip)));
}
export function vfnms(ip: usize): void {
  if (usable()) setSingleD(ip, ffma(fneg(singleD(ip)), singleN(ip), singleM(ip)));
}
export function vabs(ip: usize): void {
  if (usable()) setSingleD(ip, fabs(singleM(ip)));
}
export function vneg(ip: usize): void {
  if (usable()) setSingleD(ip, fneg(singleM(ip)));
}
export function vmovReg(ip: usize): void {
  if (usable()) setSingleD(ip, singleM(ip));
}
export function vmovImm(ip: usize): void {
  if (usable()) setSingleD(ip, imm(ip));
}
export function vcvtbToSingle(ip: usize): void {
  if (usable()) setSingleD(ip, halfToSingle(singleM(ip) & 0xffff));
}
export function vcvttToSingle(ip: usize): void {
  if (usable()) setSingleD(ip, halfToSingle(singleM(ip) >> 16));
}
export function vcvtbToHalf(ip: usize): void {
  if (usable()) setSingleD(ip, (singleD(ip) & 0xffff0000) | singleToHalf(singleM(ip)));
}
export function vcvttToHalf(ip: usize): void {
  if (usable()) setSingleD(ip, (singleD(ip) & 0xffff) | (singleToHalf(singleM(ip)) << 16));
}
export function vcvtFromUnsigned(ip: usize): void {
  if (usable()) setSingleD(ip, fixedToFloat(singleM(ip), true, 32, 0, false));
}
export function vcvtFromSigned(ip: usize): void {
  if (usable()) setSingleD(ip, fixedToFloat(singleM(ip), false, 32, 0, false));
}
export function vcvtrToUnsigned(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleM(ip), true, 32, 0, false));
}
export function vcvtToUnsigned(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleM(ip), true, 32, 0, true));
}
export function vcvtrToSigned(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleM(ip), false, 32, 0, false));
}
export function vcvtToSigned(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleM(ip), false, 32, 0, true));
}
export function vcvtFromFixedS16(ip: usize): void {
  if (usable()) setSingleD(ip, fixedToFloat(singleD(ip), false, 16, imm(ip), true));
}
export function vcvtToFixedS16(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleD(ip), false, 16, imm(ip), true));
}
export function vcvtFromFixedS32(ip: usize): void {
  if (usable()) setSingleD(ip, fixedToFloat(singleD(ip), false, 32, imm(ip), true));
}
export function vcvtToFixedS32(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleD(ip), false, 32, imm(ip), true));
}
export function vcvtFromFixedU16(ip: usize): void {
  if (usable()) setSingleD(ip, fixedToFloat(singleD(ip), true, 16, imm(ip), true));
}
export function vcvtToFixedU16(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleD(ip), true, 16, imm(ip), true));
}
export function vcvtFromFixedU32(ip: usize): void {
  if (usable()) setSingleD(ip, fixedToFloat(singleD(ip), true, 32, imm(ip), true));
}
export function vcvtToFixedU32(ip: usize): void {
  if (usable()) setSingleD(ip, floatToFixed(singleD(ip), true, 32, imm(ip), true));
}
export function vdiv(ip: usize): void {
  if (!usable()) return;
  setSingleD(ip, fdiv(singleN(ip), singleM(ip)));
  occupyFpu();
}
export function vsqrt(ip: usize): void {
  if (!usable()) return;
  setSingleD(ip, fsqrt(singleM(ip)));
  occupyFpu();
}
export function vcmp(ip: usize): void {
  if (usable()) fcmp(singleD(ip), singleM(ip), false);
}
export function vcmpe(ip: usize): void {
  if (usable()) fcmp(singleD(ip), singleM(ip), true);
}
export function vcmpZero(ip: usize): void {
  if (usable()) fcmp(singleD(ip), 0, false);
}
export function vcmpeZero(ip: usize): void {
  if (usable()) fcmp(singleD(ip), 0, true);
}

// ---- moves between the register files

export function vmovFromCore(ip: usize): void {
  if (usable()) setSingle(load<u8>(ip, RN), valueD(ip));
}
export function vmovToCore(ip: usize): void {
  if (usable()) setD(ip, singleN(ip));
}
/** One half of a double: its index in aux. */
export function vmovScalarFromCore(ip: usize): void {
  if (usable()) setSingle(load<u8>(ip, RN) + (load<u32>(ip, AUX) << 2), valueD(ip));
}
export function vmovScalarToCore(ip: usize): void {
  if (usable()) setD(ip, single(load<u8>(ip, RN) + (load<u32>(ip, AUX) << 2)));
}
export function vmovPairFromCore(ip: usize): void {
  if (!usable()) return;
  setSingle(load<u8>(ip, RM), valueD(ip));
  setSingle(load<u8>(ip, RM) + 4, valueA(ip));
}
export function vmovPairToCore(ip: usize): void {
  if (!usable()) return;
  setD(ip, single(load<u8>(ip, RM)));
  setA(ip, single(load<u8>(ip, RM) + 4));
}
export function vmovDoubleFromCore(ip: usize): void { vmovPairFromCore(ip); }
export function vmovDoubleToCore(ip: usize): void { vmovPairToCore(ip); }

export function vmrs(ip: usize): void {
  if (usable()) setD(ip, getFpscr());
}
export function vmrsFlags(_ip: usize): void {
  if (usable()) setNzcv(getFpscr());
}
export function vmsr(ip: usize): void {
  if (usable()) setFpscr(valueD(ip));
}

// ---- loads and stores: a double is two singles, the lower one first

@inline function loadSingles(first: u32, count: u32, from: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const value = loadAlignedWord(from + (i << 2));
    if (pendingFault != 0) return;
    setSingle(first + (i << 2), value);
  }
}
@inline function storeSingles(first: u32, count: u32, to: u32): void {
  for (let i: u32 = 0; i < count; i++) storeAlignedWord(to + (i << 2), single(first + (i << 2)));
}
@inline function offset(ip: usize): u32 { return valueN(ip) + imm(ip); }

export function vldr(ip: usize): void {
  if (usable()) loadSingles(load<u8>(ip, RD), 1, offset(ip));
}
export function vldrLit(ip: usize): void {
  if (usable()) loadSingles(load<u8>(ip, RD), 1, imm(ip));
}
export function vldrDouble(ip: usize): void {
  if (usable()) loadSingles(load<u8>(ip, RD), 2, offset(ip));
}
export function vldrDoubleLit(ip: usize): void {
  if (usable()) loadSingles(load<u8>(ip, RD), 2, imm(ip));
}
export function vstr(ip: usize): void {
  if (usable()) storeSingles(load<u8>(ip, RD), 1, offset(ip));
}
export function vstrDouble(ip: usize): void {
  if (usable()) storeSingles(load<u8>(ip, RD), 2, offset(ip));
}

/** Multiples: registers in imm, bytes to step in aux, writeback in ra. */
@inline function writeBack(ip: usize, value: u32): void {
  if (load<u8>(ip, RA) == 0 || pendingFault != 0) return;
  if (load<u8>(ip, RN) == SP) lowerSp(value);
  else setN(ip, value);
}
export function vldm(ip: usize): void {
  if (!usable()) return;
  loadSingles(load<u8>(ip, RD), imm(ip), valueN(ip));
  writeBack(ip, valueN(ip) + load<u32>(ip, AUX));
}
export function vldmdb(ip: usize): void {
  if (!usable()) return;
  const from = valueN(ip) - load<u32>(ip, AUX);
  loadSingles(load<u8>(ip, RD), imm(ip), from);
  writeBack(ip, from);
}
export function vstm(ip: usize): void {
  if (!usable()) return;
  storeSingles(load<u8>(ip, RD), imm(ip), valueN(ip));
  writeBack(ip, valueN(ip) + load<u32>(ip, AUX));
}
export function vstmdb(ip: usize): void {
  if (!usable()) return;
  const to = valueN(ip) - load<u32>(ip, AUX);
  storeSingles(load<u8>(ip, RD), imm(ip), to);
  writeBack(ip, to);
}
export function vldmDouble(ip: usize): void { vldm(ip); }
export function vldmdbDouble(ip: usize): void { vldmdb(ip); }
export function vstmDouble(ip: usize): void { vstm(ip); }
export function vstmdbDouble(ip: usize): void { vstmdb(ip); }
