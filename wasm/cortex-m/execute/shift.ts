import { AUX, IMM } from '../layout';
import { carry, imm, setCarry, setD, setNZ, valueM, valueN } from '../state';

/* Shifts: Shift_C() of section A2.2.1 and A7.4.2. Types: 0 LSL, 1 LSR, 2 ASR, 3 ROR, 4 RRX. */

/** The carry of the last `shiftedWithCarry`. */
export let shiftCarry: u32 = 0;

/** Rm shifted by the constant of the record. */
@inline export function shifted(ip: usize): u32 {
  const value = valueM(ip);
  const amount = imm(ip);
  switch (load<u32>(ip, AUX)) {
    case 0: return value << amount;
    case 1: return amount == 32 ? 0 : value >> amount;
    case 2: return (value as i32) >> min<u32>(amount, 31);
    case 3: return rotr<u32>(value, amount);
    default: return (carry() << 31) | (value >> 1);
  }
}

/** The same, leaving the bit shifted out in `shiftCarry`. */
export function shiftedWithCarry(ip: usize): u32 {
  const value = valueM(ip);
  const amount = imm(ip);
  switch (load<u32>(ip, AUX)) {
    case 0: return left(value, amount);
    case 1: return right(value, amount);
    case 2: return arithmetic(value, amount);
    case 3: return rotate(value, amount);
    default:
      shiftCarry = value & 1;
      return (carry() << 31) | (value >> 1);
  }
}

function left(value: u32, amount: u32): u32 {
  if (amount == 0) {
    shiftCarry = carry();
    return value;
  }
  shiftCarry = amount > 32 ? 0 : (value >> (32 - amount)) & 1;
  return amount >= 32 ? 0 : value << amount;
}

function right(value: u32, amount: u32): u32 {
  if (amount == 0) {
    shiftCarry = carry();
    return value;
  }
  shiftCarry = amount > 32 ? 0 : (value >> (amount - 1)) & 1;
  return amount >= 32 ? 0 : value >> amount;
}

function arithmetic(value: u32, amount: u32): u32 {
  if (amount == 0) {
    shiftCarry = carry();
    return value;
  }
  const places = min<u32>(amount, 32);
  shiftCarry = (((value as i32) >> (places - 1)) as u32) & 1;
  return (value as i32) >> min<u32>(places, 31);
}

function rotate(value: u32, amount: u32): u32 {
  const result = rotr<u32>(value, amount & 31);
  shiftCarry = amount == 0 ? carry() : result >> 31;
  return result;
}

@inline function setting(ip: usize, result: u32): void {
  setCarry(shiftCarry);
  setNZ(result);
  setD(ip, result);
}

// ---- by a constant

@inline export function lslImm(ip: usize): void { setD(ip, valueM(ip) << imm(ip)); }
@inline export function lsrImm(ip: usize): void { setD(ip, imm(ip) == 32 ? 0 : valueM(ip) >> imm(ip)); }
@inline export function asrImm(ip: usize): void { setD(ip, (valueM(ip) as i32) >> min<u32>(imm(ip), 31)); }
@inline export function rorImm(ip: usize): void { setD(ip, rotr<u32>(valueM(ip), imm(ip))); }
/** LSLS by a constant is never by zero: that is MOVS. */
@inline export function lslImmS(ip: usize): void {
  const value = valueM(ip);
  const result = value << imm(ip);
  setCarry((value >> (32 - imm(ip))) & 1);
  setNZ(result);
  setD(ip, result);
}
@inline export function lsrImmS(ip: usize): void { setting(ip, right(valueM(ip), imm(ip))); }
@inline export function asrImmS(ip: usize): void { setting(ip, arithmetic(valueM(ip), imm(ip))); }
export function rorImmS(ip: usize): void { setting(ip, rotate(valueM(ip), imm(ip))); }
export function rrx(ip: usize): void { setD(ip, (carry() << 31) | (valueM(ip) >> 1)); }
export function rrxS(ip: usize): void {
  const value = valueM(ip);
  shiftCarry = value & 1;
  setting(ip, (carry() << 31) | (value >> 1));
}

// ---- by the bottom byte of a register

@inline function amountOf(ip: usize): u32 { return valueM(ip) & 0xff; }
@inline export function lslReg(ip: usize): void { setD(ip, amountOf(ip) > 31 ? 0 : valueN(ip) << amountOf(ip)); }
@inline export function lsrReg(ip: usize): void { setD(ip, amountOf(ip) > 31 ? 0 : valueN(ip) >> amountOf(ip)); }
@inline export function asrReg(ip: usize): void { setD(ip, (valueN(ip) as i32) >> min<u32>(amountOf(ip), 31)); }
@inline export function rorReg(ip: usize): void { setD(ip, rotr<u32>(valueN(ip), amountOf(ip) & 31)); }
export function lslRegS(ip: usize): void { setting(ip, left(valueN(ip), amountOf(ip))); }
export function lsrRegS(ip: usize): void { setting(ip, right(valueN(ip), amountOf(ip))); }
export function asrRegS(ip: usize): void { setting(ip, arithmetic(valueN(ip), amountOf(ip))); }
export function rorRegS(ip: usize): void { setting(ip, rotate(valueN(ip), amountOf(ip))); }
