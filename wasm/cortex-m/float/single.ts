/** Bit patterns of single-precision numbers: fields, classes, NaN rules (ARMv7-M ARM A2.5.2, A2.5.4). */
import { FPSCR_DN, FPSCR_FZ, FPSCR_IDC, FPSCR_IOC, getFpscr, raise } from './fpscr';

export const SIGN: u32 = 0x80000000;
export const INFINITY: u32 = 0x7f800000;
export const DEFAULT_NAN: u32 = 0x7fc00000;
export const MAX_NORMAL: u32 = 0x7f7fffff;
const QUIET: u32 = 0x00400000;
const FRACTION: u32 = 0x007fffff;
const HIDDEN: u32 = 0x00800000;

export function isNan(x: u32): bool {
  return (x & ~SIGN) > INFINITY;
}

export function isSignallingNan(x: u32): bool {
  return isNan(x) && (x & QUIET) == 0;
}

export function isInfinity(x: u32): bool {
  return (x & ~SIGN) == INFINITY;
}

export function isZero(x: u32): bool {
  return x << 1 == 0;
}

export function isFinite(x: u32): bool {
  return (x & INFINITY) != INFINITY;
}

/**
 * True for a rounded result that certainly had no exception but, perhaps, inexactness. The smallest normal binade
 * is left out: a value just below it may have been rounded up into it, and that one underflows (tininess is
 * detected before rounding).
 */
export function isSafelyNormal(x: u32): bool {
  return ((x << 1) >> 24) - 2 < 253;
}

/** Integer significand of a finite number; its unit is worth 2^unitExponent. */
export function significand(x: u32): u64 {
  const fraction = x & FRACTION;
  return (x & INFINITY) == 0 ? fraction : fraction | HIDDEN;
}

/** Power of two of the unit of `significand(x)`; -149 for denormals and the first binade. */
export function unitExponent(x: u32): i32 {
  const biased: i32 = (x >> 23) & 0xff;
  return (biased == 0 ? 1 : biased) - 150;
}

/** The operand as the unit sees it: with FZ a denormal is zero and sets IDC (FPUnpack). */
export function flushInput(x: u32): u32 {
  if ((getFpscr() & FPSCR_FZ) != 0 && (x & INFINITY) == 0 && (x & FRACTION) != 0) {
    raise(FPSCR_IDC);
    return x & SIGN;
  }
  return x;
}

/** The NaN an operation returns for the NaN operand `x` (FPProcessNaN). */
export function processNan(x: u32): u32 {
  if ((x & QUIET) == 0) raise(FPSCR_IOC);
  return (getFpscr() & FPSCR_DN) != 0 ? DEFAULT_NAN : x | QUIET;
}

/** The NaN of two operands, at least one of which is NaN: signalling before quiet, first before second (FPProcessNaNs). */
export function processNans(a: u32, b: u32): u32 {
  if (isSignallingNan(a)) return processNan(a);
  if (isSignallingNan(b)) return processNan(b);
  return processNan(isNan(a) ? a : b);
}

/** As processNans, for three operands (FPProcessNaNs3). */
export function processNans3(a: u32, b: u32, c: u32): u32 {
  if (isSignallingNan(a)) return processNan(a);
  if (isNan(a) && !isSignallingNan(b) && !isSignallingNan(c)) return processNan(a);
  return processNans(b, c);
}

/** What an operation without a meaningful result returns, for example infinity minus infinity. */
export function invalidOperation(): u32 {
  raise(FPSCR_IOC);
  return DEFAULT_NAN;
}
