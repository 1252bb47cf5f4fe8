/** VFMA, VFMS, VFNMA, VFNMS: multiply and add with one rounding (FPMulAdd). */

import { roundedSum, signOfExactZero } from './add';
import { FPSCR_IXC, inexactIsAlreadySet, nativeArithmeticApplies, raise } from './fpscr';
import { roundToSingle } from './round';
import {
  flushInput,
  INFINITY,
  invalidOperation,
  isInfinity,
  isNan,
  isSafelyNormal,
  isSignallingNan,
  isZero,
  processNans3,
  SIGN,
  significand,
  unitExponent,
} from './single';

/** Infinity times zero, in either order. */
function isInvalidProduct(a: u32, b: u32): bool {
  return (isInfinity(a) && isZero(b)) || (isZero(a) && isInfinity(b));
}

/** Result with a NaN among the operands. An invalid product wins over a quiet NaN addend, not over a signalling one. */
function fusedWithNan(addend: u32, a: u32, b: u32): u32 {
  if (isInvalidProduct(a, b) && !isSignallingNan(addend)) return invalidOperation();
  return processNans3(addend, a, b);
}

/** addend + a × b, step by step as the manual has it. */
function fusedStepwise(addend: u32, a: u32, b: u32): u32 {
  addend = flushInput(addend);
  a = flushInput(a);
  b = flushInput(b);
  if (isNan(addend) || isNan(a) || isNan(b)) return fusedWithNan(addend, a, b);
  if (isInvalidProduct(a, b)) return invalidOperation();
  const sign = (a ^ b) & SIGN;
  if (isInfinity(a) || isInfinity(b)) {
    return isInfinity(addend) && (addend & SIGN) != sign ? invalidOperation() : sign | INFINITY;
  }
  if (isInfinity(addend)) return addend;
  if (isZero(a) || isZero(b)) return addZeroProduct(addend, sign);
  const unit = unitExponent(a) + unitExponent(b);
  const product = significand(a) * significand(b);
  if (isZero(addend)) return roundToSingle(sign, unit, product);
  return roundedSum(addend & SIGN, unitExponent(addend), significand(addend), sign, unit, product);
}

function addZeroProduct(addend: u32, productSign: u32): u32 {
  if (!isZero(addend) || addend == productSign) return addend;
  return signOfExactZero();
}

/** True for a double that lies exactly between two single-precision numbers. */
function isBetweenSingles(x: f64): bool {
  return (reinterpret<u64>(x) & 0x1fffffff) == 0x10000000;
}

/** True when the double sum of `a` and `b` is not their sum: Knuth's TwoSum gives the error exactly. */
function doubleSumIsInexact(a: f64, b: f64, sum: f64): bool {
  const partB = sum - a;
  return a - (sum - partB) + (b - partB) != 0;
}

/**
 * addend + a × b with one rounding. The double product is exact and the double sum nearly so: rounding it again
 * gives the right single, unless it sits on the middle between two and something was lost, which then decides.
 */
export function ffma(addend: u32, a: u32, b: u32): u32 {
  if (nativeArithmeticApplies()) {
    const product = f64(reinterpret<f32>(a)) * f64(reinterpret<f32>(b));
    const term = f64(reinterpret<f32>(addend));
    const sum = product + term;
    const rounded = f32(sum);
    const bits = reinterpret<u32>(rounded);
    if (isSafelyNormal(bits) || sum == 0) {
      if (inexactIsAlreadySet() && !isBetweenSingles(sum)) return bits;
      const lost = doubleSumIsInexact(product, term, sum);
      if (!lost || !isBetweenSingles(sum)) {
        if (lost || f64(rounded) != sum) raise(FPSCR_IXC);
        return bits;
      }
    }
  }
  return fusedStepwise(addend, a, b);
}
