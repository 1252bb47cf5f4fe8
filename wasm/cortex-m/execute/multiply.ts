import { FAULT_DIVIDE_BY_ZERO, raiseFault } from '../fault';
import { CAUSE_MULTIPLY_DIVIDE, FLAG_Q } from '../layout';
import { setA, setD, setNZ, valueA, valueD, valueM, valueN } from '../state';
import { trapsDivideByZero } from '../system/control';
import { stall } from '../time';
import { signedLongTime, unsignedLongTime } from '../timing/long-multiply';

/* Multiplies and divides: section A7.7 of DDI 0403E. RdHi is in the record's rd, RdLo in its ra. */

@inline export function mul(ip: usize): void { setD(ip, valueN(ip) * valueM(ip)); }
@inline export function mulS(ip: usize): void {
  const result = valueN(ip) * valueM(ip);
  setNZ(result);
  setD(ip, result);
}
@inline export function mla(ip: usize): void { setD(ip, valueA(ip) + valueN(ip) * valueM(ip)); }
@inline export function mls(ip: usize): void { setD(ip, valueA(ip) - valueN(ip) * valueM(ip)); }

@inline function setLong(ip: usize, value: u64): void {
  setA(ip, value as u32);
  setD(ip, (value >> 32) as u32);
}
@inline function long(ip: usize): u64 { return ((valueD(ip) as u64) << 32) | (valueA(ip) as u64); }
@inline function signedProduct(ip: usize): i64 { return ((valueN(ip) as i32) as i64) * ((valueM(ip) as i32) as i64); }
@inline function unsignedProduct(ip: usize): u64 { return (valueN(ip) as u64) * (valueM(ip) as u64); }

@inline export function smull(ip: usize): void {
  signedLongTime(valueN(ip), valueM(ip), false);
  setLong(ip, signedProduct(ip) as u64);
}
@inline export function umull(ip: usize): void {
  unsignedLongTime(valueN(ip), valueM(ip), false);
  setLong(ip, unsignedProduct(ip));
}
@inline export function smlal(ip: usize): void {
  signedLongTime(valueN(ip), valueM(ip), true);
  setLong(ip, long(ip) + (signedProduct(ip) as u64));
}
export function umlal(ip: usize): void {
  unsignedLongTime(valueN(ip), valueM(ip), true);
  setLong(ip, long(ip) + unsignedProduct(ip));
}
export function umaal(ip: usize): void {
  setLong(ip, unsignedProduct(ip) + (valueA(ip) as u64) + (valueD(ip) as u64));
}

/**
 * "2 to 12 cycles depending on operands; terminates when the divide calculation completes" (Cortex-M4 TRM 3.3.1). The
 * manual gives no formula: two cycles to set up, then four quotient bits a cycle from the first that can be set, which
 * spans just that range: 2 + ceil(bits / 4), bits = clz(divisor) - clz(dividend) + 1, at most 32.
 */
function divideTime(dividend: u32, divisor: u32): void {
  if (divisor == 0 || dividend < divisor) return;
  const bits = clz<u32>(divisor) - clz<u32>(dividend) + 1;
  stall(CAUSE_MULTIPLY_DIVIDE, (bits + 3) >> 2);
}

@inline function magnitude(value: u32): u32 { return (value as i32) < 0 ? 0 - value : value; }

function checkDivisor(divisor: u32): bool {
  if (divisor != 0) return true;
  if (trapsDivideByZero()) raiseFault(FAULT_DIVIDE_BY_ZERO, 0);
  return false;
}

export function udiv(ip: usize): void {
  const dividend = valueN(ip);
  const divisor = valueM(ip);
  divideTime(dividend, divisor);
  setD(ip, checkDivisor(divisor) ? dividend / divisor : 0);
}
export function sdiv(ip: usize): void {
  const dividend = valueN(ip);
  const divisor = valueM(ip);
  divideTime(magnitude(dividend), magnitude(divisor));
  if (!checkDivisor(divisor)) setD(ip, 0);
  else if (divisor == 0xffffffff) setD(ip, 0 - dividend);
  else setD(ip, (dividend as i32) / (divisor as i32));
}

// ---- halfword and dual multiplies

@inline function low(value: u32): i32 { return (value as i16) as i32; }
@inline function high(value: u32): i32 { return (value as i32) >> 16; }
@inline function swapped(ip: usize): u32 { return rotr<u32>(valueM(ip), 16); }

@inline function setQ(): void { store<u32>(0, 1, FLAG_Q); }
/** The sum in 32 bits; Q when it does not fit. */
@inline function accumulate(product: i64, addend: u32): u32 {
  const sum = product + ((addend as i32) as i64);
  if (sum != (sum as i32 as i64)) setQ();
  return sum as u32;
}

@inline export function smulBB(ip: usize): void { setD(ip, low(valueN(ip)) * low(valueM(ip))); }
@inline export function smulBT(ip: usize): void { setD(ip, low(valueN(ip)) * high(valueM(ip))); }
@inline export function smulTB(ip: usize): void { setD(ip, high(valueN(ip)) * low(valueM(ip))); }
@inline export function smulTT(ip: usize): void { setD(ip, high(valueN(ip)) * high(valueM(ip))); }
@inline export function smlaBB(ip: usize): void { setD(ip, accumulate(low(valueN(ip)) * low(valueM(ip)), valueA(ip))); }
@inline export function smlaBT(ip: usize): void { setD(ip, accumulate(low(valueN(ip)) * high(valueM(ip)), valueA(ip))); }
@inline export function smlaTB(ip: usize): void { setD(ip, accumulate(high(valueN(ip)) * low(valueM(ip)), valueA(ip))); }
@inline export function smlaTT(ip: usize): void { setD(ip, accumulate(high(valueN(ip)) * high(valueM(ip)), valueA(ip))); }

@inline function wide16(a: u32, half: i32): i64 { return (((a as i32) as i64) * (half as i64)) >> 16; }
export function smulwB(ip: usize): void { setD(ip, wide16(valueN(ip), low(valueM(ip))) as u32); }
export function smulwT(ip: usize): void { setD(ip, wide16(valueN(ip), high(valueM(ip))) as u32); }
export function smlawB(ip: usize): void { setD(ip, accumulate(wide16(valueN(ip), low(valueM(ip))), valueA(ip))); }
export function smlawT(ip: usize): void { setD(ip, accumulate(wide16(valueN(ip), high(valueM(ip))), valueA(ip))); }

@inline function dualSum(a: u32, b: u32): i64 {
  return ((low(a) * low(b)) as i64) + ((high(a) * high(b)) as i64);
}
@inline function dualDifference(a: u32, b: u32): i64 {
  return ((low(a) * low(b)) as i64) - ((high(a) * high(b)) as i64);
}
@inline export function smuad(ip: usize): void { setD(ip, accumulate(dualSum(valueN(ip), valueM(ip)), 0)); }
export function smuadX(ip: usize): void { setD(ip, accumulate(dualSum(valueN(ip), swapped(ip)), 0)); }
export function smusd(ip: usize): void { setD(ip, dualDifference(valueN(ip), valueM(ip)) as u32); }
export function smusdX(ip: usize): void { setD(ip, dualDifference(valueN(ip), swapped(ip)) as u32); }
@inline export function smlad(ip: usize): void { setD(ip, accumulate(dualSum(valueN(ip), valueM(ip)), valueA(ip))); }
export function smladX(ip: usize): void { setD(ip, accumulate(dualSum(valueN(ip), swapped(ip)), valueA(ip))); }
export function smlsd(ip: usize): void { setD(ip, accumulate(dualDifference(valueN(ip), valueM(ip)), valueA(ip))); }
export function smlsdX(ip: usize): void { setD(ip, accumulate(dualDifference(valueN(ip), swapped(ip)), valueA(ip))); }

@inline function addLong(ip: usize, value: i64): void { setLong(ip, long(ip) + (value as u64)); }
export function smlalBB(ip: usize): void { addLong(ip, low(valueN(ip)) * low(valueM(ip))); }
export function smlalBT(ip: usize): void { addLong(ip, low(valueN(ip)) * high(valueM(ip))); }
export function smlalTB(ip: usize): void { addLong(ip, high(valueN(ip)) * low(valueM(ip))); }
export function smlalTT(ip: usize): void { addLong(ip, high(valueN(ip)) * high(valueM(ip))); }
export function smlald(ip: usize): void { addLong(ip, dualSum(valueN(ip), valueM(ip))); }
export function smlaldX(ip: usize): void { addLong(ip, dualSum(valueN(ip), swapped(ip))); }
export function smlsld(ip: usize): void { addLong(ip, dualDifference(valueN(ip), valueM(ip))); }
export function smlsldX(ip: usize): void { addLong(ip, dualDifference(valueN(ip), swapped(ip))); }

// ---- most significant word; the R forms round by adding half

const HALF: i64 = 0x80000000;
@inline function accumulatorTop(ip: usize): i64 { return ((valueA(ip) as i32) as i64) << 32; }
export function smmul(ip: usize): void { setD(ip, (signedProduct(ip) >> 32) as u32); }
export function smmulR(ip: usize): void { setD(ip, ((signedProduct(ip) + HALF) >> 32) as u32); }
export function smmla(ip: usize): void { setD(ip, ((accumulatorTop(ip) + signedProduct(ip)) >> 32) as u32); }
export function smmlaR(ip: usize): void { setD(ip, ((accumulatorTop(ip) + signedProduct(ip) + HALF) >> 32) as u32); }
export function smmls(ip: usize): void { setD(ip, ((accumulatorTop(ip) - signedProduct(ip)) >> 32) as u32); }
export function smmlsR(ip: usize): void { setD(ip, ((accumulatorTop(ip) - signedProduct(ip) + HALF) >> 32) as u32); }
