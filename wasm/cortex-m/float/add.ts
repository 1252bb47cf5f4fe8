/** VADD, VSUB, and the exact sum that the fused forms share (FPAdd, FPSub, FPMulAdd). */
import {
  FPSCR_IXC,
  inexactIsAlreadySet,
  nativeArithmeticApplies,
  ROUND_MINUS_INFINITY,
  raise,
  roundingMode,
} from './fpscr';
import { roundToSingle, shiftRightSticky } from './round';
import {
  flushInput,
  invalidOperation,
  isFinite,
  isInfinity,
  isNan,
  isZero,
  processNans,
  SIGN,
  significand,
  unitExponent,
} from './single';

/** Sign of a sum that is exactly zero without both operands being zeros of one sign. */
export function signOfExactZero(): u32 {
  return roundingMode() == ROUND_MINUS_INFINITY ? SIGN : 0;
}

/**
 * Rounded sum of two finite numbers other than zero, each ±significand × 2^unit. Both are put with the leading one
 * at bit 62; when a far smaller one is shifted down, a sticky bit stands for what is lost: at least 36 places
 * remain below the ones a result needs, also after cancellation (which takes more than one place only when
 * exponents differ by one at most, and then nothing is lost).
 */
export function roundedSum(signA: u32, unitA: i32, a: u64, signB: u32, unitB: i32, b: u64): u32 {
  const shiftA = i32(clz(a)) - 1;
  const shiftB = i32(clz(b)) - 1;
  const lowA = unitA - shiftA;
  const lowB = unitB - shiftB;
  const low = max(lowA, lowB);
  const alignedA = shiftRightSticky(a << shiftA, low - lowA);
  const alignedB = shiftRightSticky(b << shiftB, low - lowB);
  if (signA == signB) return roundToSingle(signA, low, alignedA + alignedB);
  if (alignedA == alignedB) return signOfExactZero();
  return alignedA > alignedB
    ? roundToSingle(signA, low, alignedA - alignedB)
    : roundToSingle(signB, low, alignedB - alignedA);
}

/** a + b, or a - b with `negateB` = SIGN, step by step as the manual has it. */
function addStepwise(a: u32, b: u32, negateB: u32): u32 {
  a = flushInput(a);
  b = flushInput(b);
  if (isNan(a) || isNan(b)) return processNans(a, b);
  b ^= negateB;
  if (isInfinity(a)) return isInfinity(b) && a != b ? invalidOperation() : a;
  if (isInfinity(b)) return b;
  if (isZero(a) && isZero(b)) return a == b ? a : signOfExactZero();
  // A zero operand leaves the other as it is; it is never denormal when FZ is set.
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  return roundedSum(a & SIGN, unitExponent(a), significand(a), b & SIGN, unitExponent(b), significand(b));
}

/** True when the rounded sum differs from a + b: Knuth's TwoSum gives the error exactly, barring overflow. */
function sumIsInexact(a: f32, b: f32, sum: f32): bool {
  const partB = sum - a;
  return a - (sum - partB) + (b - partB) != 0;
}

/** With round to nearest and denormals kept, a finite native sum is right; denormal sums are always exact. */
function addOrSubtract(a: u32, b: u32, negateB: u32): u32 {
  if (nativeArithmeticApplies()) {
    const left = reinterpret<f32>(a);
    const right = reinterpret<f32>(b ^ negateB);
    const sum = left + right;
    const bits = reinterpret<u32>(sum);
    if (isFinite(bits)) {
      if (!inexactIsAlreadySet() && sumIsInexact(left, right, sum)) raise(FPSCR_IXC);
      return bits;
    }
  }
  return addStepwise(a, b, negateB);
}

/** VADD.F32: a + b. */
export function fadd(a: u32, b: u32): u32 {
  return addOrSubtract(a, b, 0);
}

/** VSUB.F32: a - b. */
export function fsub(a: u32, b: u32): u32 {
  return addOrSubtract(a, b, SIGN);
}
