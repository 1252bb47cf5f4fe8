#include "kernels/reference/softmax.h"

#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"
#include "kernels/reference/fixed_point_functions.h"

/* Integer bits of the sum of exponentials: up to 4096 classes. */
#define SUM_INTEGER_BITS 12

/* 1 / sum = scale * 2^-exponent, scale in Q0.31. */
typedef struct {
  int32_t scale;
  int32_t exponent;
} reciprocal_t;

static int8_t highest(const int8_t *values, uint32_t count) {
  int8_t max = INT8_MIN;
  for (uint32_t i = 0; i < count; ++i) {
    max = values[i] > max ? values[i] : max;
  }
  return max;
}

/* exp(difference * input scale * beta) in Q0.31. */
static int32_t exp_of(const pf_softmax_int8_t *softmax, int32_t difference) {
  const int32_t scaled = pf_multiply_by_quantized_multiplier(difference, softmax->multiplier, softmax->shift);
  return pf_exp_on_negative_values(scaled, PF_SOFTMAX_INTEGER_BITS);
}

/* Sum of the row's exponentials in Q12.19. */
static int32_t sum_of_exps(const pf_softmax_int8_t *softmax, const int8_t *input, int32_t max) {
  int32_t sum = 0;
  for (uint32_t i = 0; i < softmax->depth; ++i) {
    const int32_t difference = input[i] - max;
    if (difference >= softmax->diff_min) {
      sum += pf_rounding_divide_by_pot(exp_of(softmax, difference), SUM_INTEGER_BITS);
    }
  }
  return sum;
}

/* The sum is at least 1, so shifting its leading one out leaves x of sum = (1 + x) * 2^k. */
static reciprocal_t reciprocal_of(int32_t sum) {
  const int32_t leading_zeros = __builtin_clz((uint32_t)sum);
  const int32_t x = (int32_t)(((uint32_t)sum << leading_zeros) - (UINT32_C(1) << 31));
  return (reciprocal_t){.scale = pf_one_over_one_plus_x(x), .exponent = SUM_INTEGER_BITS - leading_zeros};
}

static void softmax_row(const pf_softmax_int8_t *softmax, const int8_t *input, int8_t *output) {
  const int32_t max = highest(input, softmax->depth);
  const reciprocal_t reciprocal = reciprocal_of(sum_of_exps(softmax, input, max));
  for (uint32_t i = 0; i < softmax->depth; ++i) {
    const int32_t difference = input[i] - max;
    output[i] = INT8_MIN;
    if (difference >= softmax->diff_min) {
      const int32_t share = pf_saturating_rounding_doubling_high_mul(reciprocal.scale, exp_of(softmax, difference));
      const int32_t bits = reciprocal.exponent + 31 - 8;
      const int32_t in_256ths = bits > 31 ? 0 : pf_rounding_divide_by_pot(share, bits);
      output[i] = (int8_t)pf_clamp(in_256ths + INT8_MIN, INT8_MIN, INT8_MAX);
    }
  }
}

void pf_reference_softmax_int8(const pf_softmax_int8_t *softmax, const int8_t *input, int8_t *output) {
  for (uint32_t row = 0; row < softmax->rows; ++row) {
    softmax_row(softmax, input + row * softmax->depth, output + row * softmax->depth);
  }
}
