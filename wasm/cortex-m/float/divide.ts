/** VDIV and VSQRT (FPDiv, FPSqrt). */
import { FPSCR_DZC, FPSCR_IXC, inexactIsAlreadySet, nativeArithmeticApplies, raise } from './fpscr';
import { roundToSingle } from './round';
import {
  flushInput,
  INFINITY,
  invalidOperation,
  isInfinity,
  isNan,
  isSafelyNormal,
  isZero,
  processNan,
  processNans,
  SIGN,
  significand,
  unitExponent,
} from './single';

/** Places of the quotient below the dividend's unit: enough for 24 bits, a rounding bit, and more. */
const QUOTIENT_PLACES = 39;

/** Rounded quotient of two finite numbers other than zero; the remainder becomes a sticky bit. */
function roundedQuotient(sign: u32, a: u32, b: u32): u32 {
  const divisorShift = i32(clz(significand(b))) - 40;
  const dividendShift = i32(clz(significand(a))) - 40;
  const divisor = significand(b) << divisorShift;
  const dividend = significand(a) << (dividendShift + QUOTIENT_PLACES);
  const quotient = dividend / divisor;
  const sticky = u64(quotient * divisor != dividend);
  const unit = unitExponent(a) - dividendShift - QUOTIENT_PLACES - (unitExponent(b) - divisorShift);
  return roundToSingle(sign, unit - 1, (quotient << 1) | sticky);
}

/** a ÷ b, step by step as the manual has it. */
function divideStepwise(a: u32, b: u32): u32 {
  a = flushInput(a);
  b = flushInput(b);
  if (isNan(a) || isNan(b)) return processNans(a, b);
  const sign = (a ^ b) & SIGN;
  if ((isInfinity(a) && isInfinity(b)) || (isZero(a) && isZero(b))) return invalidOperation();
  if (isInfinity(a)) return sign | INFINITY;
  if (isZero(b)) {
    raise(FPSCR_DZC);
    return sign | INFINITY;
  }
  if (isZero(a) || isInfinity(b)) return sign;
  return roundedQuotient(sign, a, b);
}

/** VDIV.F32: a ÷ b. */
export function fdiv(a: u32, b: u32): u32 {
  if (nativeArithmeticApplies()) {
    const dividend = reinterpret<f32>(a);
    const divisor = reinterpret<f32>(b);
    const quotient = dividend / divisor;
    const bits = reinterpret<u32>(quotient);
    // With an infinite divisor the quotient is zero, so it is not normal.
    if (isSafelyNormal(bits)) {
      if (!inexactIsAlreadySet() && f64(quotient) * f64(divisor) != f64(dividend)) raise(FPSCR_IXC);
      return bits;
    }
  }
  return divideStepwise(a, b);
}

/** Largest integer whose square is not above x. The double root is off by one unit at most. */
function integerSquareRoot(x: u64): u64 {
  let root = min(u64(sqrt(f64(x))), 0xffffffff);
  while (root * root > x) root--;
  while (root < 0xffffffff && (root + 1) * (root + 1) <= x) root++;
  return root;
}

/** Rounded square root of a finite number above zero. */
function roundedSquareRoot(a: u32): u32 {
  const shift = i32(clz(significand(a)));
  // The power of two must be even to be halved.
  const evenShift = shift - ((unitExponent(a) - shift) & 1);
  const square = significand(a) << evenShift;
  const root = integerSquareRoot(square);
  const sticky = u64(root * root != square);
  return roundToSingle(0, ((unitExponent(a) - evenShift) >> 1) - 1, (root << 1) | sticky);
}

/** VSQRT.F32. */
export function fsqrt(a: u32): u32 {
  if (nativeArithmeticApplies()) {
    const square = reinterpret<f32>(a);
    const root = sqrt(square);
    const bits = reinterpret<u32>(root);
    if (isSafelyNormal(bits)) {
      if (!inexactIsAlreadySet() && f64(root) * f64(root) != f64(square)) raise(FPSCR_IXC);
      return bits;
    }
  }
  a = flushInput(a);
  if (isNan(a)) return processNan(a);
  if (isZero(a) || a == INFINITY) return a;
  return (a & SIGN) != 0 ? invalidOperation() : roundedSquareRoot(a);
}
