import { setFlags, sreg } from './state';

/** Status bits, in their places (DS40002198B section 1). */
export const C: u32 = 1;
export const Z: u32 = 2;
export const N: u32 = 4;
export const V: u32 = 8;
export const S: u32 = 16;
export const H: u32 = 32;
export const T: u32 = 64;
export const I: u32 = 128;

/** N, V and S = N xor V for a sign bit and an overflow bit: four bytes packed in one constant, indexed by both. */
// @ts-ignore: decorator
@inline
function signFlags(sign: u32, overflow: u32): u32 {
  return ((0x0c181400 as u32) >> ((sign | (overflow << 1)) << 3)) & 0xff;
}

// @ts-ignore: decorator
@inline
function zeroFlag(result: u32): u32 {
  return u32(result == 0) << 1;
}

/** ADD, ADC: all of H S V N Z C from the operands and the 8-bit result. */
// @ts-ignore: decorator
@inline
export function flagsOfAdd(a: u32, b: u32, result: u32): void {
  const carries = (a & b) | ((a | b) & ~result);
  const overflow = ((a ^ result) & (b ^ result) & 0x80) >> 7;
  setFlags(
    (sreg & (T | I)) | ((carries >> 7) & C) | ((carries << 2) & H) | zeroFlag(result) | signFlags(result >> 7, overflow),
  );
}

/** SUB, CP and kin: H S V N C from the operands, Z as `zeroOf` or `zeroChained` gave it. */
// @ts-ignore: decorator
@inline
export function flagsOfSub(a: u32, b: u32, result: u32, zero: u32): void {
  const borrows = (~a & b) | ((~a | b) & result);
  const overflow = ((a ^ b) & (a ^ result) & 0x80) >> 7;
  setFlags((sreg & (T | I)) | ((borrows >> 7) & C) | ((borrows << 2) & H) | zero | signFlags(result >> 7, overflow));
}

/** Z of a subtraction that starts a chain. */
// @ts-ignore: decorator
@inline
export function zeroOf(result: u32): u32 {
  return zeroFlag(result);
}

/** Z of a subtraction that continues a chain: it stays set only if it was. */
// @ts-ignore: decorator
@inline
export function zeroChained(result: u32): u32 {
  return zeroFlag(result) & sreg;
}

/** AND, OR, EOR and kin: V cleared, H and C kept. */
// @ts-ignore: decorator
@inline
export function flagsOfLogic(result: u32): void {
  setFlags((sreg & (T | I | H | C)) | zeroFlag(result) | signFlags(result >> 7, 0));
}

/** INC and DEC: H and C kept. */
// @ts-ignore: decorator
@inline
export function flagsOfStep(result: u32, overflow: u32): void {
  setFlags((sreg & (T | I | H | C)) | zeroFlag(result) | signFlags(result >> 7, overflow));
}

/** LSR, ROR, ASR: V = N xor C, H kept. */
// @ts-ignore: decorator
@inline
export function flagsOfShift(result: u32, carry: u32): void {
  const sign = result >> 7;
  setFlags((sreg & (T | I | H)) | carry | zeroFlag(result) | signFlags(sign, sign ^ carry));
}

/** COM: C set, V cleared, H kept. */
// @ts-ignore: decorator
@inline
export function flagsOfComplement(result: u32): void {
  setFlags((sreg & (T | I | H)) | C | zeroFlag(result) | signFlags(result >> 7, 0));
}

/** ADIW, SBIW: 16-bit result, H kept. */
// @ts-ignore: decorator
@inline
export function flagsOfWord(result: u32, carry: u32, overflow: u32): void {
  setFlags((sreg & (T | I | H)) | carry | zeroFlag(result) | signFlags(result >> 15, overflow));
}

/** MUL and kin: only C and Z. */
// @ts-ignore: decorator
@inline
export function flagsOfProduct(carry: u32, result: u32): void {
  setFlags((sreg & ~(C | Z)) | carry | zeroFlag(result));
}
