/* Fixed-point functions as gemmlowp defines them (fixedpoint.h), on raw int32 values. Qm.n has m integer and n
 * fractional bits and a sign. Results are bit-exact with TensorFlow Lite's int8 softmax. */
#ifndef PF_FIXED_POINT_H
#define PF_FIXED_POINT_H

#include "arm_nnsupportfunctions.h"

/* value * 2^exponent, saturated; exponent >= 0. */
PF_INLINE int32_t pf_saturating_shift_left(int32_t value, int32_t exponent) {
  const int32_t limit = INT32_MAX >> exponent;
  if (value > limit) {
    return INT32_MAX;
  }
  return value < -limit - 1 ? INT32_MIN : (int32_t)((uint32_t)value << exponent);
}

/* exp(x) in Q0.31 for -1/4 <= x < 0 in Q0.31: a fourth-order expansion around -1/8. */
PF_INLINE int32_t pf_exp_of_last_quarter(int32_t x) {
  const int32_t exp_of_minus_eighth = 1895147668;
  const int32_t one_third = 715827883;
  const int32_t t = x + (INT32_C(1) << 28);
  const int32_t t2 = arm_nn_doubling_high_mult(t, t);
  const int32_t t3 = arm_nn_doubling_high_mult(t2, t);
  const int32_t t4_over_4 = arm_nn_divide_by_power_of_two(arm_nn_doubling_high_mult(t2, t2), 2);
  const int32_t higher_terms = arm_nn_doubling_high_mult(t4_over_4 + t3, one_third) + t2;
  const int32_t terms = t + arm_nn_divide_by_power_of_two(higher_terms, 1);
  return exp_of_minus_eighth + arm_nn_doubling_high_mult(exp_of_minus_eighth, terms);
}

/* exp(x) in Q0.31 for x <= 0 in Q5.26: the expansion above for x modulo 1/4, times exp(-2^i) for each bit i of the
 * rest. */
PF_INLINE int32_t pf_exp_of_negative(int32_t x) {
  if (x == 0) {
    return INT32_MAX;
  }
  /* exp(-2^i) in Q0.31 for i = -2..4. */
  static const int32_t powers[] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
  const int32_t quarter = INT32_C(1) << 24;
  const int32_t last_quarter = (x & (quarter - 1)) - quarter;
  const int32_t rest = last_quarter - x;
  int32_t result = pf_exp_of_last_quarter((int32_t)((uint32_t)last_quarter << 5));
  for (int32_t i = 0; i < 7; i++) {
    if (rest & (quarter << i)) {
      result = arm_nn_doubling_high_mult(result, powers[i]);
    }
  }
  return result;
}

/* 1 / (1 + x) in Q0.31 for 0 <= x < 1 in Q0.31: three Newton steps from 48/17 - 32/17 * (1 + x) / 2. */
PF_INLINE int32_t pf_one_over_one_plus(int32_t x) {
  const int32_t q2_48_over_17 = 1515870810;
  const int32_t q2_minus_32_over_17 = -1010580540;
  const int32_t q2_one = INT32_C(1) << 29;
  const int32_t half = (int32_t)(((int64_t)x + INT32_MAX + 1) / 2);
  int32_t quotient = q2_48_over_17 + arm_nn_doubling_high_mult(half, q2_minus_32_over_17);
  for (int32_t step = 0; step < 3; step++) {
    const int32_t error = q2_one - arm_nn_doubling_high_mult(half, quotient);
    quotient += pf_saturating_shift_left(arm_nn_doubling_high_mult(quotient, error), 2);
  }
  return pf_saturating_shift_left(quotient, 1);
}

#endif
