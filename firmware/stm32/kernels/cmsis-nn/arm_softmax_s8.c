/* Softmax in fixed point: exp(x - max) summed over a row, then each exponential divided by the sum. */
#include "arm_nnfunctions.h"
#include "pf_fixed_point.h"

/* Integer bits of the sum of a row's exponentials. */
#define SUM_INTEGER_BITS 12

PF_INLINE int32_t row_maximum(const int8_t *row, int32_t length) {
  int32_t maximum = row[0];
  for (int32_t i = 1; i < length; i++) {
    maximum = pf_max(maximum, row[i]);
  }
  return maximum;
}

/* exp of a quantised difference, Q0.31. */
PF_INLINE int32_t exp_of_difference(int32_t difference, int32_t multiplier, int32_t shift) {
  const int32_t scaled = (int32_t)((uint32_t)difference << shift);
  return pf_exp_of_negative(arm_nn_doubling_high_mult(scaled, multiplier));
}

static void softmax_row(const int8_t *input, int32_t length, int32_t multiplier, int32_t shift, int32_t diff_min,
                        int8_t *output) {
  const int32_t maximum = row_maximum(input, length);
  int32_t sum = 0;
  for (int32_t i = 0; i < length; i++) {
    const int32_t difference = input[i] - maximum;
    if (difference >= diff_min) {
      sum += arm_nn_divide_by_power_of_two(exp_of_difference(difference, multiplier, shift), SUM_INTEGER_BITS);
    }
  }
  const int32_t headroom = __builtin_clz((uint32_t)sum);
  const int32_t fraction = (int32_t)(((uint32_t)sum << headroom) - (UINT32_C(1) << 31));
  const int32_t scale = pf_one_over_one_plus(fraction);
  /* Above 31 the sum is so large that every probability rounds to 0. */
  const int32_t output_shift = SUM_INTEGER_BITS - headroom + 31 - 8;
  for (int32_t i = 0; i < length; i++) {
    const int32_t difference = input[i] - maximum;
    int32_t probability = 0;
    if (difference >= diff_min && output_shift <= 31) {
      const int32_t exponential = exp_of_difference(difference, multiplier, shift);
      probability = arm_nn_divide_by_power_of_two(arm_nn_doubling_high_mult(scale, exponential), output_shift);
    }
    output[i] = (int8_t)pf_clamp(probability - 128, -128, 127);
  }
}

void arm_softmax_s8(const int8_t *input, const int32_t num_rows, const int32_t row_size, const int32_t mult,
                    const int32_t shift, const int32_t diff_min, int8_t *output) {
  for (int32_t row = 0; row < num_rows; row++) {
    softmax_row(input, row_size, mult, shift, diff_min, output);
    input += row_size;
    output += row_size;
  }
}
