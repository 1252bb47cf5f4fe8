/** VCVTB and VCVTT between half and single precision (FPHalfToSingle, FPSingleToHalf). */
import { FPSCR_AHP, FPSCR_DN, FPSCR_IOC, getFpscr, raise } from './fpscr';
import { ALTERNATIVE_HALF_MAX, HALF_INFINITY, roundToHalf, roundToSingle } from './round';
import {
  DEFAULT_NAN,
  flushInput,
  INFINITY,
  isInfinity,
  isNan,
  isSignallingNan,
  isZero,
  significand,
  unitExponent,
} from './single';

const HALF_DEFAULT_NAN: u32 = 0x7e00;
const HALF_QUIET: u32 = 0x0200;

function halfNanToSingle(half: u32): u32 {
  if ((half & HALF_QUIET) == 0) raise(FPSCR_IOC);
  if ((getFpscr() & FPSCR_DN) != 0) return DEFAULT_NAN;
  return ((half & 0x8000) << 16) | DEFAULT_NAN | ((half & 0x1ff) << 13);
}

/** Single-precision number of the half-precision bits; always exact. */
export function halfToSingle(half: u32): u32 {
  const sign = (half & 0x8000) << 16;
  const biased: i32 = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (biased == 0x1f && (getFpscr() & FPSCR_AHP) == 0) {
    return fraction == 0 ? sign | INFINITY : halfNanToSingle(half);
  }
  if (biased == 0) return fraction == 0 ? sign : roundToSingle(sign, -24, fraction);
  return sign | ((biased + 112) << 23) | (fraction << 13);
}

function singleNanToHalf(a: u32): u32 {
  const alternative = (getFpscr() & FPSCR_AHP) != 0;
  if (alternative || isSignallingNan(a)) raise(FPSCR_IOC);
  const sign = (a >> 16) & 0x8000;
  if (alternative) return sign;
  if ((getFpscr() & FPSCR_DN) != 0) return HALF_DEFAULT_NAN;
  return sign | HALF_DEFAULT_NAN | ((a >> 13) & 0x1ff);
}

function infinityToHalf(sign: u32): u32 {
  if ((getFpscr() & FPSCR_AHP) == 0) return sign | HALF_INFINITY;
  raise(FPSCR_IOC);
  return sign | ALTERNATIVE_HALF_MAX;
}

/** Half-precision bits of a single-precision number, rounded as FPSCR asks, in the format FPSCR.AHP selects. */
export function singleToHalf(a: u32): u32 {
  a = flushInput(a);
  const sign = (a >> 16) & 0x8000;
  if (isNan(a)) return singleNanToHalf(a);
  if (isInfinity(a)) return infinityToHalf(sign);
  if (isZero(a)) return sign;
  return roundToHalf(sign, unitExponent(a), significand(a));
}
