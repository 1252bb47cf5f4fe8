/** VCMP, VCMPE, VNEG, VABS (FPCompare, FPNeg, FPAbs). */
import { FPSCR_IOC, FPSCR_NZCV, getFpscr, raise, setFpscr } from './fpscr';
import { flushInput, isNan, isSignallingNan, SIGN } from './single';

const EQUAL: u32 = 0x60000000;
const LESS: u32 = 0x80000000;
const GREATER: u32 = 0x20000000;
const UNORDERED: u32 = 0x30000000;

function compareFlags(a: u32, b: u32, signalAll: bool): u32 {
  a = flushInput(a);
  b = flushInput(b);
  if (isNan(a) || isNan(b)) {
    if (signalAll || isSignallingNan(a) || isSignallingNan(b)) raise(FPSCR_IOC);
    return UNORDERED;
  }
  const left = reinterpret<f32>(a);
  const right = reinterpret<f32>(b);
  if (left == right) return EQUAL;
  return left < right ? LESS : GREATER;
}

/** VCMP.F32, and with `signalAll` VCMPE.F32, which also takes quiet NaNs as invalid: sets NZCV of FPSCR. */
export function fcmp(a: u32, b: u32, signalAll: bool): void {
  const flags = compareFlags(a, b, signalAll);
  setFpscr((getFpscr() & ~FPSCR_NZCV) | flags);
}

/** VNEG.F32: the sign bit inverted, also of a NaN; no exception. */
export function fneg(a: u32): u32 {
  return a ^ SIGN;
}

/** VABS.F32: the sign bit cleared, also of a NaN; no exception. */
export function fabs(a: u32): u32 {
  return a & ~SIGN;
}
