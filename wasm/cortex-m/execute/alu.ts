import { AUX, IMM, RA, RD } from '../layout';
import {
  carry, flagC, imm, register, setCarry, setD, setNZ, setOverflow, setRegister, valueD, valueM, valueN,
} from '../state';
import { shiftCarry, shifted, shiftedWithCarry } from './shift';
import { lowerSp } from './stack';

/* Data processing: section A7.7 of DDI 0403E, each under its mnemonic. */

// ---- additions; the carry and overflow of AddWithCarry(), section A2.2.1

@inline function addFlags(a: u32, b: u32, result: u32, carryOut: bool): void {
  setNZ(result);
  setCarry(carryOut ? 1 : 0);
  setOverflow((a ^ result) & (b ^ result));
}
@inline function addSetting(a: u32, b: u32): u32 {
  const result = a + b;
  addFlags(a, b, result, result < a);
  return result;
}
@inline function subSetting(a: u32, b: u32): u32 {
  const result = a - b;
  setNZ(result);
  setCarry(a >= b ? 1 : 0);
  setOverflow((a ^ b) & (a ^ result));
  return result;
}
@inline function adcSetting(a: u32, b: u32): u32 {
  const sum = (a as u64) + (b as u64) + (carry() as u64);
  addFlags(a, b, sum as u32, sum >> 32 != 0);
  return sum as u32;
}
@inline export function addReg(ip: usize): void { setD(ip, valueN(ip) + valueM(ip)); }
@inline export function addRegS(ip: usize): void { setD(ip, addSetting(valueN(ip), valueM(ip))); }
@inline export function addRegShifted(ip: usize): void { setD(ip, valueN(ip) + shifted(ip)); }
@inline export function addRegShiftedS(ip: usize): void { setD(ip, addSetting(valueN(ip), shifted(ip))); }
@inline export function addImm(ip: usize): void { setD(ip, valueN(ip) + imm(ip)); }
@inline export function addImmS(ip: usize): void { setD(ip, addSetting(valueN(ip), imm(ip))); }
@inline export function subReg(ip: usize): void { setD(ip, valueN(ip) - valueM(ip)); }
@inline export function subRegS(ip: usize): void { setD(ip, subSetting(valueN(ip), valueM(ip))); }
@inline export function subRegShifted(ip: usize): void { setD(ip, valueN(ip) - shifted(ip)); }
@inline export function subRegShiftedS(ip: usize): void { setD(ip, subSetting(valueN(ip), shifted(ip))); }
@inline export function subImm(ip: usize): void { setD(ip, valueN(ip) - imm(ip)); }
@inline export function subImmS(ip: usize): void { setD(ip, subSetting(valueN(ip), imm(ip))); }
@inline export function rsbReg(ip: usize): void { setD(ip, valueM(ip) - valueN(ip)); }
@inline export function rsbRegS(ip: usize): void { setD(ip, subSetting(valueM(ip), valueN(ip))); }
@inline export function rsbRegShifted(ip: usize): void { setD(ip, shifted(ip) - valueN(ip)); }
@inline export function rsbRegShiftedS(ip: usize): void { setD(ip, subSetting(shifted(ip), valueN(ip))); }
@inline export function rsbImm(ip: usize): void { setD(ip, imm(ip) - valueN(ip)); }
@inline export function rsbImmS(ip: usize): void { setD(ip, subSetting(imm(ip), valueN(ip))); }
@inline export function adcReg(ip: usize): void { setD(ip, valueN(ip) + valueM(ip) + carry()); }
@inline export function adcRegS(ip: usize): void { setD(ip, adcSetting(valueN(ip), valueM(ip))); }
@inline export function adcRegShifted(ip: usize): void { setD(ip, valueN(ip) + shifted(ip) + carry()); }
@inline export function adcRegShiftedS(ip: usize): void { setD(ip, adcSetting(valueN(ip), shifted(ip))); }
@inline export function adcImm(ip: usize): void { setD(ip, valueN(ip) + imm(ip) + carry()); }
@inline export function adcImmS(ip: usize): void { setD(ip, adcSetting(valueN(ip), imm(ip))); }
@inline export function sbcReg(ip: usize): void { setD(ip, valueN(ip) + ~valueM(ip) + carry()); }
@inline export function sbcRegS(ip: usize): void { setD(ip, adcSetting(valueN(ip), ~valueM(ip))); }
@inline export function sbcRegShifted(ip: usize): void { setD(ip, valueN(ip) + ~shifted(ip) + carry()); }
@inline export function sbcRegShiftedS(ip: usize): void { setD(ip, adcSetting(valueN(ip), ~shifted(ip))); }
@inline export function sbcImm(ip: usize): void { setD(ip, valueN(ip) + ~imm(ip) + carry()); }
@inline export function sbcImmS(ip: usize): void { setD(ip, adcSetting(valueN(ip), ~imm(ip))); }

// ---- comparisons

@inline export function cmpReg(ip: usize): void { subSetting(valueN(ip), valueM(ip)); }
@inline export function cmpRegShifted(ip: usize): void { subSetting(valueN(ip), shifted(ip)); }
@inline export function cmpImm(ip: usize): void { subSetting(valueN(ip), imm(ip)); }
@inline export function cmnReg(ip: usize): void { addSetting(valueN(ip), valueM(ip)); }
@inline export function cmnRegShifted(ip: usize): void { addSetting(valueN(ip), shifted(ip)); }
@inline export function cmnImm(ip: usize): void { addSetting(valueN(ip), imm(ip)); }

// ---- logic; the carry is that of the shifter or of the expanded constant

@inline function logicFlags(result: u32): u32 {
  setNZ(result);
  return result;
}
/** ThumbExpandImm_C: 2 leaves the carry as it is. */
@inline function constantCarry(ip: usize): void {
  const out = load<u32>(ip, AUX);
  if (out < 2) setCarry(out);
}

@inline export function andReg(ip: usize): void { setD(ip, valueN(ip) & valueM(ip)); }
@inline export function andRegS(ip: usize): void { setD(ip, logicFlags(valueN(ip) & valueM(ip))); }
@inline export function andRegShifted(ip: usize): void { setD(ip, valueN(ip) & shifted(ip)); }
@inline export function andRegShiftedS(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); setD(ip, logicFlags(valueN(ip) & value)); }
@inline export function andImm(ip: usize): void { setD(ip, valueN(ip) & imm(ip)); }
@inline export function andImmS(ip: usize): void { setD(ip, logicFlags(valueN(ip) & imm(ip))); constantCarry(ip); }
@inline export function orrReg(ip: usize): void { setD(ip, valueN(ip) | valueM(ip)); }
@inline export function orrRegS(ip: usize): void { setD(ip, logicFlags(valueN(ip) | valueM(ip))); }
@inline export function orrRegShifted(ip: usize): void { setD(ip, valueN(ip) | shifted(ip)); }
@inline export function orrRegShiftedS(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); setD(ip, logicFlags(valueN(ip) | value)); }
@inline export function orrImm(ip: usize): void { setD(ip, valueN(ip) | imm(ip)); }
@inline export function orrImmS(ip: usize): void { setD(ip, logicFlags(valueN(ip) | imm(ip))); constantCarry(ip); }
@inline export function eorReg(ip: usize): void { setD(ip, valueN(ip) ^ valueM(ip)); }
@inline export function eorRegS(ip: usize): void { setD(ip, logicFlags(valueN(ip) ^ valueM(ip))); }
@inline export function eorRegShifted(ip: usize): void { setD(ip, valueN(ip) ^ shifted(ip)); }
@inline export function eorRegShiftedS(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); setD(ip, logicFlags(valueN(ip) ^ value)); }
@inline export function eorImm(ip: usize): void { setD(ip, valueN(ip) ^ imm(ip)); }
@inline export function eorImmS(ip: usize): void { setD(ip, logicFlags(valueN(ip) ^ imm(ip))); constantCarry(ip); }
@inline export function bicReg(ip: usize): void { setD(ip, valueN(ip) & ~valueM(ip)); }
@inline export function bicRegS(ip: usize): void { setD(ip, logicFlags(valueN(ip) & ~valueM(ip))); }
@inline export function bicRegShifted(ip: usize): void { setD(ip, valueN(ip) & ~shifted(ip)); }
@inline export function bicRegShiftedS(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); setD(ip, logicFlags(valueN(ip) & ~value)); }
@inline export function bicImm(ip: usize): void { setD(ip, valueN(ip) & ~imm(ip)); }
@inline export function bicImmS(ip: usize): void { setD(ip, logicFlags(valueN(ip) & ~imm(ip))); constantCarry(ip); }
@inline export function ornReg(ip: usize): void { setD(ip, valueN(ip) | ~valueM(ip)); }
@inline export function ornRegS(ip: usize): void { setD(ip, logicFlags(valueN(ip) | ~valueM(ip))); }
@inline export function ornRegShifted(ip: usize): void { setD(ip, valueN(ip) | ~shifted(ip)); }
@inline export function ornRegShiftedS(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); setD(ip, logicFlags(valueN(ip) | ~value)); }
@inline export function ornImm(ip: usize): void { setD(ip, valueN(ip) | ~imm(ip)); }
@inline export function ornImmS(ip: usize): void { setD(ip, logicFlags(valueN(ip) | ~imm(ip))); constantCarry(ip); }
@inline export function mvnReg(ip: usize): void { setD(ip, ~valueM(ip)); }
@inline export function mvnRegS(ip: usize): void { setD(ip, logicFlags(~valueM(ip))); }
@inline export function mvnRegShifted(ip: usize): void { setD(ip, ~shifted(ip)); }
@inline export function mvnRegShiftedS(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); setD(ip, logicFlags(~value)); }
@inline export function mvnImm(ip: usize): void { setD(ip, ~imm(ip)); }
@inline export function mvnImmS(ip: usize): void { setD(ip, logicFlags(~imm(ip))); constantCarry(ip); }
@inline export function tstReg(ip: usize): void { logicFlags(valueN(ip) & valueM(ip)); }
@inline export function tstRegShifted(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); logicFlags(valueN(ip) & value); }
@inline export function tstImm(ip: usize): void { logicFlags(valueN(ip) & imm(ip)); constantCarry(ip); }
@inline export function teqReg(ip: usize): void { logicFlags(valueN(ip) ^ valueM(ip)); }
@inline export function teqRegShifted(ip: usize): void { const value = shiftedWithCarry(ip); setCarry(shiftCarry); logicFlags(valueN(ip) ^ value); }
@inline export function teqImm(ip: usize): void { logicFlags(valueN(ip) ^ imm(ip)); constantCarry(ip); }

// ---- moves

@inline export function movReg(ip: usize): void { setD(ip, valueM(ip)); }
@inline export function movRegS(ip: usize): void { setD(ip, logicFlags(valueM(ip))); }
@inline export function movImm(ip: usize): void { setD(ip, imm(ip)); }
@inline export function movImmS(ip: usize): void { setD(ip, logicFlags(imm(ip))); constantCarry(ip); }
@inline export function movt(ip: usize): void { setD(ip, (valueD(ip) & 0xffff) | (imm(ip) << 16)); }
/** The decoder turns it into movImm. */
export function adr(ip: usize): void { setD(ip, imm(ip)); }

// ---- results in SP: its low bits read as zero, and the low-water mark follows. RA says whether flags are set.

@inline function setsFlags(ip: usize): bool { return load<u8>(ip, RA) != 0; }
@inline function addIntoSp(ip: usize, a: u32, b: u32): void { lowerSp(setsFlags(ip) ? addSetting(a, b) : a + b); }
@inline function subIntoSp(ip: usize, a: u32, b: u32): void { lowerSp(setsFlags(ip) ? subSetting(a, b) : a - b); }
export function movToSp(ip: usize): void { lowerSp(valueM(ip)); }
@inline export function addToSp(ip: usize): void { addIntoSp(ip, valueN(ip), imm(ip)); }
@inline export function subFromSp(ip: usize): void { subIntoSp(ip, valueN(ip), imm(ip)); }
/** The only shift that is not UNPREDICTABLE here is LSL. */
export function addRegToSp(ip: usize): void { addIntoSp(ip, valueN(ip), valueM(ip) << imm(ip)); }
export function subRegFromSp(ip: usize): void { subIntoSp(ip, valueN(ip), valueM(ip) << imm(ip)); }

// ---- bit fields

@inline function fieldMask(width: u32): u32 { return width == 32 ? 0xffffffff : (1 << width) - 1; }
@inline export function ubfx(ip: usize): void { setD(ip, (valueN(ip) >> imm(ip)) & fieldMask(load<u32>(ip, AUX))); }
@inline export function sbfx(ip: usize): void {
  const top = 32 - load<u32>(ip, AUX);
  setD(ip, ((valueN(ip) << (top - imm(ip))) as i32) >> top);
}
export function bfc(ip: usize): void { setD(ip, valueD(ip) & ~(fieldMask(load<u32>(ip, AUX)) << imm(ip))); }
@inline export function bfi(ip: usize): void {
  const mask = fieldMask(load<u32>(ip, AUX)) << imm(ip);
  setD(ip, (valueD(ip) & ~mask) | ((valueN(ip) << imm(ip)) & mask));
}

// ---- bits and bytes

export function clz_(ip: usize): void { setD(ip, clz(valueM(ip))); }
export function rbit(ip: usize): void {
  let x = bswap(valueM(ip));
  x = ((x & 0x0f0f0f0f) << 4) | ((x >> 4) & 0x0f0f0f0f);
  x = ((x & 0x33333333) << 2) | ((x >> 2) & 0x33333333);
  setD(ip, ((x & 0x55555555) << 1) | ((x >> 1) & 0x55555555));
}
export function rev(ip: usize): void { setD(ip, bswap(valueM(ip))); }
export function rev16(ip: usize): void {
  const x = valueM(ip);
  setD(ip, ((x & 0x00ff00ff) << 8) | ((x >> 8) & 0x00ff00ff));
}
export function revsh(ip: usize): void { setD(ip, (bswap<u16>(valueM(ip) as u16) as i16) as i32); }

@inline function rotated(ip: usize): u32 { return rotr<u32>(valueM(ip), imm(ip)); }
@inline export function sxtb(ip: usize): void { setD(ip, (rotated(ip) as i8) as i32); }
@inline export function sxth(ip: usize): void { setD(ip, (rotated(ip) as i16) as i32); }
@inline export function uxtb(ip: usize): void { setD(ip, rotated(ip) & 0xff); }
@inline export function uxth(ip: usize): void { setD(ip, rotated(ip) & 0xffff); }
@inline export function sxtab(ip: usize): void { setD(ip, valueN(ip) + ((rotated(ip) as i8) as i32)); }
@inline export function sxtah(ip: usize): void { setD(ip, valueN(ip) + ((rotated(ip) as i16) as i32)); }
@inline export function uxtab(ip: usize): void { setD(ip, valueN(ip) + (rotated(ip) & 0xff)); }
export function uxtah(ip: usize): void { setD(ip, valueN(ip) + (rotated(ip) & 0xffff)); }
@inline function signedBytes(x: u32): u32 { return (((x as i8) as i32) & 0xffff) | ((((x >> 16) as i8) as i32) << 16); }
@inline function addHalves(a: u32, b: u32): u32 { return ((a + b) & 0xffff) | ((a & 0xffff0000) + (b & 0xffff0000)); }
@inline export function sxtb16(ip: usize): void { setD(ip, signedBytes(rotated(ip))); }
@inline export function uxtb16(ip: usize): void { setD(ip, rotated(ip) & 0x00ff00ff); }
@inline export function sxtab16(ip: usize): void { setD(ip, addHalves(valueN(ip), signedBytes(rotated(ip)))); }
export function uxtab16(ip: usize): void { setD(ip, addHalves(valueN(ip), rotated(ip) & 0x00ff00ff)); }
@inline export function pkhbt(ip: usize): void { setD(ip, (valueN(ip) & 0xffff) | ((valueM(ip) << imm(ip)) & 0xffff0000)); }
@inline export function pkhtb(ip: usize): void {
  const shift = imm(ip);
  const low = shift == 32 ? (valueM(ip) as i32) >> 31 : (valueM(ip) as i32) >> shift;
  setD(ip, (valueN(ip) & 0xffff0000) | (low & 0xffff));
}
