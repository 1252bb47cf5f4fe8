/** From an exact value to the nearest number of a format: the one place where rounding happens (FPRound). */
import {
  FPSCR_AHP,
  FPSCR_FZ,
  FPSCR_IOC,
  FPSCR_IXC,
  FPSCR_OFC,
  FPSCR_UFC,
  getFpscr,
  ROUND_MINUS_INFINITY,
  ROUND_NEAREST,
  ROUND_PLUS_INFINITY,
  raise,
  roundingMode,
} from './fpscr';
import { INFINITY, MAX_NORMAL } from './single';

export const HALF_INFINITY: u32 = 0x7c00;
/** Largest number of the alternative format, 131008: it uses the exponent that IEEE keeps for infinity and NaN. */
export const ALTERNATIVE_HALF_MAX: u32 = 0x7fff;
/** Half a unit in the last place, of a remainder scaled by 2^64. */
const TIE: u64 = 1 << 63;

/** Shifts right; the lowest bit of the result is set when a set bit was lost ("sticky"). */
export function shiftRightSticky(x: u64, count: i32): u64 {
  if (count <= 0) return x;
  if (count > 63) return u64(x != 0);
  return (x >> count) | u64(x << (64 - count) != 0);
}

/**
 * Whether a magnitude is rounded away from zero. `remainder` is what was cut off, as a fraction of the last place
 * scaled by 2^64.
 */
export function roundsAwayFromZero(mode: u32, negative: bool, odd: bool, remainder: u64): bool {
  if (mode == ROUND_NEAREST) return remainder > TIE || (remainder == TIE && odd);
  if (mode == ROUND_PLUS_INFINITY) return !negative && remainder != 0;
  if (mode == ROUND_MINUS_INFINITY) return negative && remainder != 0;
  return false;
}

function overflowsToInfinity(mode: u32, sign: u32): bool {
  if (mode == ROUND_NEAREST) return true;
  return mode == (sign == 0 ? ROUND_PLUS_INFINITY : ROUND_MINUS_INFINITY);
}

/** Marks in the word that roundAndPack returns, above the packed number. */
const INEXACT: u64 = 1 << 63;
const TINY: u64 = 1 << 62;
const NUMBER: u64 = TINY - 1;

/**
 * Rounds to `fractionBits` bits behind the leading one and packs exponent and fraction, without sign, together with
 * the marks INEXACT and TINY (before rounding). A result too large for the exponent field is left as it falls.
 */
function roundAndPack(mode: u32, sign: u32, unit: i32, exact: u64, fractionBits: i32, bias: i32): u64 {
  const shift = i32(clz(exact));
  let leadingOneFirst = exact << shift;
  let biased = unit - shift + 63 + bias;
  const tiny = biased < 1;
  if (tiny) {
    leadingOneFirst = shiftRightSticky(leadingOneFirst, 1 - biased);
    biased = 1;
  }
  const kept = leadingOneFirst >> (63 - fractionBits);
  const remainder = leadingOneFirst << (fractionBits + 1);
  const rounded = kept + u64(roundsAwayFromZero(mode, sign != 0, (kept & 1) != 0, remainder));
  // The leading one, where there is one, adds 1 to the exponent field, and so does a carry out of the fraction.
  return ((u64(biased - 1) << fractionBits) + rounded) | (remainder != 0 ? INEXACT : 0) | (tiny ? TINY : 0);
}

function raiseInexactOrUnderflow(packed: u64): void {
  if ((packed & INEXACT) == 0) return;
  raise((packed & TINY) != 0 ? FPSCR_UFC | FPSCR_IXC : FPSCR_IXC);
}

/**
 * Single-precision number nearest to ±exact × 2^unit in the given mode; `exact` is not zero. With FZ, what is tiny
 * before rounding becomes zero and sets UFC only.
 */
export function roundToSingleIn(mode: u32, sign: u32, unit: i32, exact: u64): u32 {
  const exponent = unit + 63 - i32(clz(exact));
  if (exponent < -126 && (getFpscr() & FPSCR_FZ) != 0) {
    raise(FPSCR_UFC);
    return sign;
  }
  const packed = roundAndPack(mode, sign, unit, exact, 23, 127);
  raiseInexactOrUnderflow(packed);
  const magnitude = packed & NUMBER;
  if (magnitude < INFINITY) return sign | u32(magnitude);
  raise(FPSCR_OFC | FPSCR_IXC);
  return sign | (overflowsToInfinity(mode, sign) ? INFINITY : MAX_NORMAL);
}

/** As roundToSingleIn, in the mode FPSCR asks for. */
export function roundToSingle(sign: u32, unit: i32, exact: u64): u32 {
  return roundToSingleIn(roundingMode(), sign, unit, exact);
}

/**
 * Half-precision number nearest to ±exact × 2^unit; `exact` is not zero, `sign` is 0 or 0x8000. FZ does not apply
 * to half precision. The alternative format has no infinities: it saturates and sets IOC instead.
 */
export function roundToHalf(sign: u32, unit: i32, exact: u64): u32 {
  const mode = roundingMode();
  const packed = roundAndPack(mode, sign, unit, exact, 10, 15);
  const magnitude = packed & NUMBER;
  if ((getFpscr() & FPSCR_AHP) != 0 && magnitude > ALTERNATIVE_HALF_MAX) {
    raise(FPSCR_IOC);
    return sign | ALTERNATIVE_HALF_MAX;
  }
  raiseInexactOrUnderflow(packed);
  if (magnitude < HALF_INFINITY || (getFpscr() & FPSCR_AHP) != 0) return sign | u32(magnitude);
  raise(FPSCR_OFC | FPSCR_IXC);
  return sign | (overflowsToInfinity(mode, sign) ? HALF_INFINITY : HALF_INFINITY - 1);
}
