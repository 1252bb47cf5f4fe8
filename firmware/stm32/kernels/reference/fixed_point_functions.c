#include "kernels/reference/fixed_point_functions.h"

#include "kernels/reference/fixed_point.h"

#define ONE_Q0 INT32_MAX
#define ONE_Q2 (1 << 29)

static int32_t multiply(int32_t a, int32_t b) { return pf_saturating_rounding_doubling_high_mul(a, b); }

int32_t pf_saturating_left_shift(int32_t x, int32_t exponent) {
  const int64_t shifted = (int64_t)x * (INT64_C(1) << exponent);
  return shifted > INT32_MAX ? INT32_MAX : shifted < INT32_MIN ? INT32_MIN : (int32_t)shifted;
}

/* exp(x) for x in [-1/4, 0), Q0.31: Taylor series to the fourth order around -1/8. */
static int32_t exp_on_last_quarter(int32_t x) {
  const int32_t exp_minus_one_eighth = 1895147668; /* round(exp(-1/8) * 2^31) */
  const int32_t one_third = 715827883;             /* round(2^31 / 3) */
  const int32_t t = x + (1 << 28);                 /* x + 1/8 */
  const int32_t t2 = multiply(t, t);
  const int32_t t3 = multiply(t2, t);
  const int32_t t4 = multiply(t2, t2);
  const int32_t t4_over_4 = pf_rounding_divide_by_pot(t4, 2);
  /* t^4/24 + t^3/6 + t^2/2 = ((t^4/4 + t^3) / 3 + t^2) / 2 */
  const int32_t higher_orders = pf_rounding_divide_by_pot(multiply(t4_over_4 + t3, one_third) + t2, 1);
  return exp_minus_one_eighth + multiply(exp_minus_one_eighth, t + higher_orders);
}

/* exp(x) = exp(x mod 1/4) * product of exp(-2^i) over the bits of what remains. */
int32_t pf_exp_on_negative_values(int32_t x, int32_t integer_bits) {
  /* round(exp(-2^i) * 2^31) for i = -2..4 */
  static const int32_t exp_minus_powers[] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
  const int32_t fractional_bits = 31 - integer_bits;
  const int32_t one_quarter = 1 << (fractional_bits - 2);
  if (x == 0) {
    return ONE_Q0;
  }
  const int32_t modulo = (x & (one_quarter - 1)) - one_quarter; /* in [-1/4, 0) */
  const int32_t remainder = modulo - x;                         /* a multiple of 1/4 */
  int32_t result = exp_on_last_quarter(pf_saturating_left_shift(modulo, integer_bits));
  for (int32_t i = -2; i < integer_bits; ++i) {
    if ((remainder & (1 << (fractional_bits + i))) != 0) {
      result = multiply(result, exp_minus_powers[i + 2]);
    }
  }
  return result;
}

/* (x + 1) / 2 in Q0.31, rounded half away from zero. */
static int32_t half_of_one_plus(int32_t x) { return (int32_t)(((int64_t)x + ONE_Q0 + 1) / 2); }

/* 1 / d in Q2.29 for d in [1/2, 1], Q0.31: Newton-Raphson from the usual linear estimate 48/17 - 32/17 d. */
static int32_t reciprocal_q2(int32_t d) {
  const int32_t forty_eight_over_17 = 1515870810;
  const int32_t minus_thirty_two_over_17 = -1010580540;
  int32_t estimate = forty_eight_over_17 + multiply(d, minus_thirty_two_over_17);
  for (int32_t i = 0; i < 3; ++i) {
    const int32_t error = ONE_Q2 - multiply(d, estimate);
    estimate += pf_saturating_left_shift(multiply(estimate, error), 2);
  }
  return estimate;
}

int32_t pf_one_over_one_plus_x(int32_t x) { return pf_saturating_left_shift(reciprocal_q2(half_of_one_plus(x)), 1); }

/* (1 - x) / (1 + x) = 2 / (1 + x) - 1 for x in [0, 1], Q0.31. */
static int32_t one_minus_x_over_one_plus_x(int32_t x) {
  return pf_saturating_left_shift(reciprocal_q2(half_of_one_plus(x)) - ONE_Q2, 2);
}

int32_t pf_fixed_logistic(int32_t x) {
  if (x == 0) {
    return 1 << 30;
  }
  const int32_t of_magnitude = pf_one_over_one_plus_x(pf_exp_on_negative_values(x > 0 ? -x : x, 4));
  return x > 0 ? of_magnitude : ONE_Q0 - of_magnitude;
}

/* tanh(x) = (1 - exp(-2x)) / (1 + exp(-2x)): the bits of x in Q4.27 are those of 2x in Q5.26. */
int32_t pf_fixed_tanh(int32_t x) {
  if (x == 0) {
    return 0;
  }
  const int32_t of_magnitude = one_minus_x_over_one_plus_x(pf_exp_on_negative_values(x > 0 ? -x : x, 5));
  return x > 0 ? of_magnitude : -of_magnitude;
}
