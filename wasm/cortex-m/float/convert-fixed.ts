/** VCVT and VCVTR between single precision and integers or fixed-point numbers (FPToFixed, FixedToFP). */
import { FPSCR_IOC, FPSCR_IXC, ROUND_NEAREST, ROUND_ZERO, raise, roundingMode } from './fpscr';
import { roundsAwayFromZero, roundToSingleIn } from './round';
import { flushInput, isInfinity, isNan, isZero, SIGN, significand, unitExponent } from './single';

/** Integers of a magnitude up to here are single-precision numbers themselves. */
const EXACT_INTEGERS: i32 = 1 << 24;

/** Low `size` bits of x, sign- or zero-extended to 64. */
function extend(x: u32, isUnsigned: bool, size: u32): i64 {
  if (isUnsigned) return size == 16 ? i64(x & 0xffff) : i64(x);
  return size == 16 ? i64(i16(x)) : i64(i32(x));
}

/**
 * Single-precision number nearest to the `size`-bit (16 or 32) fixed-point number in the low bits of x, which has
 * `fractionBits` bits behind the point. `roundToNearest` overrides FPSCR.RMode (fixed-point forms of VCVT).
 */
export function fixedToFloat(x: u32, isUnsigned: bool, size: u32, fractionBits: u32, roundToNearest: bool): u32 {
  const value = extend(x, isUnsigned, size);
  if (value == 0) return 0;
  if (fractionBits == 0 && abs(value) <= EXACT_INTEGERS) return reinterpret<u32>(f32(value));
  const mode = roundToNearest ? ROUND_NEAREST : roundingMode();
  return roundToSingleIn(mode, value < 0 ? SIGN : 0, -i32(fractionBits), u64(abs(value)));
}

/** Nearest value a `size`-bit integer has. */
function saturate(value: i64, isUnsigned: bool, size: u32): i64 {
  const lowest: i64 = isUnsigned ? 0 : -(i64(1) << (size - 1));
  const highest: i64 = (i64(1) << (isUnsigned ? size : size - 1)) - 1;
  return min(max(value, lowest), highest);
}

/** Integer nearest to ±exact × 2^unit in the given mode, clamped to ±2^40; raises IXC unless it will saturate. */
function roundToInteger(mode: u32, negative: bool, unit: i32, exact: u64, isUnsigned: bool, size: u32): i64 {
  const outOfRange = unit > 16;
  let magnitude = exact << (unit < 0 ? 0 : min(unit, 16));
  let remainder: u64 = 0;
  if (unit < 0) {
    const cut = -unit;
    magnitude = cut > 63 ? 0 : exact >> cut;
    // Beyond 64 places the remainder is below a half, whatever it is.
    remainder = cut > 64 ? 1 : exact << (64 - cut);
  }
  if (roundsAwayFromZero(mode, negative, (magnitude & 1) != 0, remainder)) magnitude++;
  const value = outOfRange ? i64(1) << 40 : i64(magnitude);
  const rounded = negative ? -value : value;
  const result = saturate(rounded, isUnsigned, size);
  raise(result != rounded ? FPSCR_IOC : remainder != 0 ? FPSCR_IXC : 0);
  return result;
}

function floatToFixedStepwise(a: u32, isUnsigned: bool, size: u32, fractionBits: u32, mode: u32): u32 {
  a = flushInput(a);
  if (isZero(a)) return 0;
  if (isNan(a)) {
    raise(FPSCR_IOC);
    return 0;
  }
  const negative = (a & SIGN) != 0;
  const unit = isInfinity(a) ? 64 : unitExponent(a) + i32(fractionBits);
  return u32(roundToInteger(mode, negative, unit, significand(a), isUnsigned, size));
}

/**
 * `size`-bit (16 or 32) integer or fixed-point number nearest to a, saturated, sign- or zero-extended to 32 bits.
 * `roundTowardsZero` overrides FPSCR.RMode (VCVT; VCVTR does not).
 */
export function floatToFixed(a: u32, isUnsigned: bool, size: u32, fractionBits: u32, roundTowardsZero: bool): u32 {
  const magnitude = a & ~SIGN;
  // From 1 to just below 2^31 a native truncation cannot fail: the usual case of quantising code.
  if (roundTowardsZero && !isUnsigned && size == 32 && fractionBits == 0 && magnitude - 0x3f800000 < 0x0f800000) {
    const value = reinterpret<f32>(a);
    const truncated = i32(value);
    if (f32(truncated) != value) raise(FPSCR_IXC);
    return u32(truncated);
  }
  return floatToFixedStepwise(a, isUnsigned, size, fractionBits, roundTowardsZero ? ROUND_ZERO : roundingMode());
}
