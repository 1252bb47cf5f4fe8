/** VMUL (FPMul). VNMUL, VMLA, VMLS, VNMLA and VNMLS are made of it: they round the product. */
import { FPSCR_IXC, inexactIsAlreadySet, nativeArithmeticApplies, raise } from './fpscr';
import { roundToSingle } from './round';
import {
  flushInput,
  INFINITY,
  invalidOperation,
  isInfinity,
  isNan,
  isSafelyNormal,
  isZero,
  processNans,
  SIGN,
  significand,
  unitExponent,
} from './single';

/** a × b, step by step as the manual has it. */
function multiplyStepwise(a: u32, b: u32): u32 {
  a = flushInput(a);
  b = flushInput(b);
  if (isNan(a) || isNan(b)) return processNans(a, b);
  const sign = (a ^ b) & SIGN;
  if (isInfinity(a) || isInfinity(b)) return isZero(a) || isZero(b) ? invalidOperation() : sign | INFINITY;
  if (isZero(a) || isZero(b)) return sign;
  return roundToSingle(sign, unitExponent(a) + unitExponent(b), significand(a) * significand(b));
}

/** VMUL.F32: a × b. Native where the result is normal, or zero because an operand is: networks have many zeros. */
export function fmul(a: u32, b: u32): u32 {
  if (nativeArithmeticApplies()) {
    const left = reinterpret<f32>(a);
    const right = reinterpret<f32>(b);
    const product = left * right;
    const bits = reinterpret<u32>(product);
    if (isSafelyNormal(bits)) {
      // 24 x 24 bits fit in a double: its product is exact.
      if (!inexactIsAlreadySet() && f64(left) * f64(right) != f64(product)) raise(FPSCR_IXC);
      return bits;
    }
    if (isZero(bits) && (isZero(a) || isZero(b))) return bits;
  }
  return multiplyStepwise(a, b);
}
