import { AUX, FLAG_GE, FLAG_Q, RA } from '../layout';
import { imm, setD, valueA, valueM, valueN } from '../state';

/* Saturation and parallel arithmetic: section A7.7 of DDI 0403E. */

@inline function setQ(): void { store<u32>(0, 1, FLAG_Q); }

// ---- saturation

/** SignedSatQ(), section A2.2.1. */
function signedSaturate(value: i64, bits: u32): u32 {
  const most: i64 = ((1 as i64) << (bits - 1)) - 1;
  if (value > most) {
    setQ();
    return most as u32;
  }
  if (value < -most - 1) {
    setQ();
    return (-most - 1) as u32;
  }
  return value as u32;
}

/** UnsignedSatQ(), section A2.2.1. */
function unsignedSaturate(value: i64, bits: u32): u32 {
  const most: i64 = ((1 as i64) << bits) - 1;
  if (value > most) {
    setQ();
    return most as u32;
  }
  if (value < 0) {
    setQ();
    return 0;
  }
  return value as u32;
}

/** The shifter of SSAT and USAT: LSL, or ASR when aux is not 0. */
@inline function saturationOperand(ip: usize): i64 {
  const value = valueN(ip);
  if (load<u32>(ip, AUX) == 0) return ((value << imm(ip)) as i32) as i64;
  return ((value as i32) >> min<u32>(imm(ip), 31)) as i64;
}
export function ssat(ip: usize): void { setD(ip, signedSaturate(saturationOperand(ip), load<u8>(ip, RA))); }
export function usat(ip: usize): void { setD(ip, unsignedSaturate(saturationOperand(ip), load<u8>(ip, RA))); }

@inline function low(value: u32): i32 { return (value as i16) as i32; }
@inline function high(value: u32): i32 { return (value as i32) >> 16; }
export function ssat16(ip: usize): void {
  const bits: u32 = load<u8>(ip, RA);
  const bottom = signedSaturate(low(valueN(ip)), bits) & 0xffff;
  setD(ip, (signedSaturate(high(valueN(ip)), bits) << 16) | bottom);
}
export function usat16(ip: usize): void {
  const bits: u32 = load<u8>(ip, RA);
  const bottom = unsignedSaturate(low(valueN(ip)), bits);
  setD(ip, (unsignedSaturate(high(valueN(ip)), bits) << 16) | bottom);
}

@inline function wide(value: u32): i64 { return (value as i32) as i64; }
function doubled(value: u32): i64 { return wide(signedSaturate(2 * wide(value), 32)); }
export function qadd(ip: usize): void { setD(ip, signedSaturate(wide(valueM(ip)) + wide(valueN(ip)), 32)); }
export function qsub(ip: usize): void { setD(ip, signedSaturate(wide(valueM(ip)) - wide(valueN(ip)), 32)); }
export function qdadd(ip: usize): void { setD(ip, signedSaturate(wide(valueM(ip)) + doubled(valueN(ip)), 32)); }
export function qdsub(ip: usize): void { setD(ip, signedSaturate(wide(valueM(ip)) - doubled(valueN(ip)), 32)); }

// ---- selection and sums of differences

export function sel(ip: usize): void {
  const ge = load<u32>(0, FLAG_GE);
  // One bit a byte becomes one byte of ones a byte.
  const mask = ((ge & 1) | ((ge & 2) << 7) | ((ge & 4) << 14) | ((ge & 8) << 21)) * 0xff;
  setD(ip, (valueN(ip) & mask) | (valueM(ip) & ~mask));
}

function sumOfDifferences(a: u32, b: u32): u32 {
  let sum: u32 = 0;
  for (let shift: u32 = 0; shift < 32; shift += 8) {
    const difference = (((a >> shift) & 0xff) as i32) - (((b >> shift) & 0xff) as i32);
    sum += abs<i32>(difference);
  }
  return sum;
}
export function usad8(ip: usize): void { setD(ip, sumOfDifferences(valueN(ip), valueM(ip))); }
export function usada8(ip: usize): void { setD(ip, valueA(ip) + sumOfDifferences(valueN(ip), valueM(ip))); }

// ---- parallel additions and subtractions: lanes are widened, combined, and put back as the prefix says

const WRAPPING: u32 = 0;
const SATURATING: u32 = 1;
const HALVING: u32 = 2;

@inline function lane(value: u32, shift: u32, bits: u32, isSigned: bool): i32 {
  const aligned = value << (32 - bits - shift);
  return isSigned ? (aligned as i32) >> (32 - bits) : ((aligned >> (32 - bits)) as i32);
}

/** One lane's result as the prefix wants it. */
@inline function finish(result: i32, bits: u32, isSigned: bool, mode: u32): u32 {
  if (mode == HALVING) return result >> 1;
  if (mode == SATURATING) {
    const most: i32 = isSigned ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
    const least: i32 = isSigned ? -most - 1 : 0;
    return max(least, min(most, result));
  }
  return result;
}

/** GE of a lane: of a signed result that it is not negative; of an unsigned sum the carry, of a difference no borrow. */
@inline function greaterOrEqual(result: i32, bits: u32, isSigned: bool, isSum: bool): bool {
  return isSigned || !isSum ? result >= 0 : result >> bits != 0;
}

@inline function bytes(ip: usize, isSigned: bool, mode: u32, isSum: bool): void {
  const a = valueN(ip);
  const b = valueM(ip);
  let out: u32 = 0;
  let ge: u32 = 0;
  for (let i: u32 = 0; i < 4; i++) {
    const x = lane(a, i << 3, 8, isSigned);
    const y = lane(b, i << 3, 8, isSigned);
    const result = isSum ? x + y : x - y;
    out |= (finish(result, 8, isSigned, mode) & 0xff) << (i << 3);
    ge |= (greaterOrEqual(result, 8, isSigned, isSum) ? 1 : 0) << i;
  }
  if (mode == WRAPPING) store<u32>(0, ge, FLAG_GE);
  setD(ip, out);
}

/** `exchange` takes the other half of Rm for each lane. */
@inline function halves(ip: usize, isSigned: bool, mode: u32, lowSum: bool, highSum: bool, exchange: bool): void {
  const a = valueN(ip);
  const b = exchange ? rotr<u32>(valueM(ip), 16) : valueM(ip);
  const x0 = lane(a, 0, 16, isSigned);
  const y0 = lane(b, 0, 16, isSigned);
  const x1 = lane(a, 16, 16, isSigned);
  const y1 = lane(b, 16, 16, isSigned);
  const bottom = lowSum ? x0 + y0 : x0 - y0;
  const top = highSum ? x1 + y1 : x1 - y1;
  if (mode == WRAPPING) {
    const geLow: u32 = greaterOrEqual(bottom, 16, isSigned, lowSum) ? 3 : 0;
    const geHigh: u32 = greaterOrEqual(top, 16, isSigned, highSum) ? 12 : 0;
    store<u32>(0, geLow | geHigh, FLAG_GE);
  }
  setD(ip, (finish(bottom, 16, isSigned, mode) & 0xffff) | (finish(top, 16, isSigned, mode) << 16));
}

export function sAdd8(ip: usize): void { bytes(ip, true, WRAPPING, true); }
export function sSub8(ip: usize): void { bytes(ip, true, WRAPPING, false); }
export function sAdd16(ip: usize): void { halves(ip, true, WRAPPING, true, true, false); }
export function sSub16(ip: usize): void { halves(ip, true, WRAPPING, false, false, false); }
export function sAsx(ip: usize): void { halves(ip, true, WRAPPING, false, true, true); }
export function sSax(ip: usize): void { halves(ip, true, WRAPPING, true, false, true); }
export function qAdd8(ip: usize): void { bytes(ip, true, SATURATING, true); }
export function qSub8(ip: usize): void { bytes(ip, true, SATURATING, false); }
export function qAdd16(ip: usize): void { halves(ip, true, SATURATING, true, true, false); }
export function qSub16(ip: usize): void { halves(ip, true, SATURATING, false, false, false); }
export function qAsx(ip: usize): void { halves(ip, true, SATURATING, false, true, true); }
export function qSax(ip: usize): void { halves(ip, true, SATURATING, true, false, true); }
export function shAdd8(ip: usize): void { bytes(ip, true, HALVING, true); }
export function shSub8(ip: usize): void { bytes(ip, true, HALVING, false); }
export function shAdd16(ip: usize): void { halves(ip, true, HALVING, true, true, false); }
export function shSub16(ip: usize): void { halves(ip, true, HALVING, false, false, false); }
export function shAsx(ip: usize): void { halves(ip, true, HALVING, false, true, true); }
export function shSax(ip: usize): void { halves(ip, true, HALVING, true, false, true); }
export function uAdd8(ip: usize): void { bytes(ip, false, WRAPPING, true); }
export function uSub8(ip: usize): void { bytes(ip, false, WRAPPING, false); }
export function uAdd16(ip: usize): void { halves(ip, false, WRAPPING, true, true, false); }
export function uSub16(ip: usize): void { halves(ip, false, WRAPPING, false, false, false); }
export function uAsx(ip: usize): void { halves(ip, false, WRAPPING, false, true, true); }
export function uSax(ip: usize): void { halves(ip, false, WRAPPING, true, false, true); }
export function uqAdd8(ip: usize): void { bytes(ip, false, SATURATING, true); }
export function uqSub8(ip: usize): void { bytes(ip, false, SATURATING, false); }
export function uqAdd16(ip: usize): void { halves(ip, false, SATURATING, true, true, false); }
export function uqSub16(ip: usize): void { halves(ip, false, SATURATING, false, false, false); }
export function uqAsx(ip: usize): void { halves(ip, false, SATURATING, false, true, true); }
export function uqSax(ip: usize): void { halves(ip, false, SATURATING, true, false, true); }
export function uhAdd8(ip: usize): void { bytes(ip, false, HALVING, true); }
export function uhSub8(ip: usize): void { bytes(ip, false, HALVING, false); }
export function uhAdd16(ip: usize): void { halves(ip, false, HALVING, true, true, false); }
export function uhSub16(ip: usize): void { halves(ip, false, HALVING, false, false, false); }
export function uhAsx(ip: usize): void { halves(ip, false, HALVING, false, true, true); }
export function uhSax(ip: usize): void { halves(ip, false, HALVING, true, false, true); }
