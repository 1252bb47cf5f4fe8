/* What the kernels share: requantisation, and the inner loops that more than one kernel calls. */
#ifndef ARM_NNSUPPORTFUNCTIONS_H
#define ARM_NNSUPPORTFUNCTIONS_H

#include "arm_nn_types.h"
#include "pf_dsp.h"

PF_INLINE int32_t pf_max(int32_t a, int32_t b) { return a > b ? a : b; }

PF_INLINE int32_t pf_min(int32_t a, int32_t b) { return a < b ? a : b; }

PF_INLINE int32_t pf_clamp(int32_t value, int32_t low, int32_t high) { return pf_min(pf_max(value, low), high); }

/* Bytes of an int16 row of `length` values, padded so that the next row starts on a word. */
PF_INLINE int32_t pf_round_up_4(int32_t length) { return (length + 3) & ~3; }

/* a * b / 2^31, rounded to nearest, halves up. Never saturates: not for a = b = INT32_MIN. */
PF_INLINE int32_t arm_nn_doubling_high_mult_no_sat(int32_t a, int32_t b) {
  return (int32_t)(((int64_t)a * b + (INT64_C(1) << 30)) >> 31);
}

/* The same, saturating: gemmlowp's SaturatingRoundingDoublingHighMul. */
PF_INLINE int32_t arm_nn_doubling_high_mult(int32_t a, int32_t b) {
  return a == b && a == INT32_MIN ? INT32_MAX : arm_nn_doubling_high_mult_no_sat(a, b);
}

/* value / 2^exponent, rounded to nearest, halves away from zero; 0 <= exponent <= 31. */
PF_INLINE int32_t arm_nn_divide_by_power_of_two(int32_t value, int32_t exponent) {
  const int32_t mask = (int32_t)((UINT32_C(1) << exponent) - 1);
  const int32_t remainder = value & mask;
  const int32_t threshold = (mask >> 1) + (value < 0);
  return (value >> exponent) + (remainder > threshold);
}

/* value * multiplier / 2^31 * 2^shift, rounded twice as TensorFlow Lite's MultiplyByQuantizedMultiplier does: after
 * the multiplication and after the right shift. The sign of the shift is a mask, not a branch, of which -O3 would make
 * two copies of all that follows. */
PF_INLINE int32_t arm_nn_requantize(int32_t value, int32_t multiplier, int32_t shift) {
  const int32_t to_the_right = shift >> 31;
  const int32_t left = shift & ~to_the_right;
  const int32_t right = -(shift & to_the_right);
  const int32_t shifted = (int32_t)((uint32_t)value << left);
  return arm_nn_divide_by_power_of_two(arm_nn_doubling_high_mult_no_sat(shifted, multiplier), right);
}

/* A factor of multiplier / 2^31 * 2^shift. */
typedef struct {
  int32_t multiplier;
  int32_t shift;
} pf_scale_t;

/* Zero point and range of the output. Loops keep a copy of their own: a store of an int8 might change any other, for
 * all the compiler knows. */
typedef struct {
  int32_t offset;
  int32_t min;
  int32_t max;
} pf_output_t;

/* From an int32 accumulator to the quantised output. */
PF_INLINE int8_t pf_to_output(int32_t sum, pf_scale_t scale, const pf_output_t *output) {
  const int32_t scaled = arm_nn_requantize(sum, scale.multiplier, scale.shift);
  return (int8_t)pf_clamp(scaled + output->offset, output->min, output->max);
}

/* What differs from one output channel to the next: arrays with one element a channel. */
typedef struct {
  const int32_t *bias; /* NULL: zeros */
  const int32_t *multiplier;
  const int32_t *shift;
} pf_channels_t;

PF_INLINE int32_t pf_channel_bias(const pf_channels_t *channels, int32_t channel) {
  return channels->bias ? channels->bias[channel] : 0;
}

PF_INLINE pf_scale_t pf_channel_scale(const pf_channels_t *channels, int32_t channel) {
  const pf_scale_t scale = {channels->multiplier[channel], channels->shift[channel]};
  return scale;
}

PF_INLINE int8_t pf_channel_output(int32_t sum, const pf_channels_t *channels, int32_t channel,
                                   const pf_output_t *output) {
  return pf_to_output(sum, pf_channel_scale(channels, channel), output);
}

/* Four neighbouring channels, one after the other: unrolled, the requantisation alone would take half of the 1 KiB that
 * flash accelerators cache, and the loop over the pixels would miss it on every turn. */
PF_INLINE void pf_four_channel_outputs(const int32_t sums[4], const pf_channels_t *channels, int32_t channel,
                                       const pf_output_t *output, int8_t *dst) {
#pragma GCC unroll 1
  for (int32_t i = 0; i < 4; i++) {
    dst[i] = pf_channel_output(sums[i], channels, channel + i, output);
  }
}

/* Shape of dst[i][j] = quantise(bias[j] + sum over k of (lhs[i][k] + lhs_offset) * rhs[j][k]): pixels by filters. */
typedef struct {
  int32_t lhs_rows;
  int32_t rhs_rows;
  int32_t cols;
  int32_t lhs_stride; /* elements from one row of lhs to the next */
  int32_t dst_stride;
  int32_t lhs_offset;
} pf_product_t;

/* The product above. */
void arm_nn_mat_mult_nt_t_s8(const int8_t *lhs, const int8_t *rhs, int8_t *dst, const pf_product_t *product,
                             const pf_channels_t *channels, const pf_output_t *output);

/* The product for a single row of lhs. Multiplier and shift are those of element `j * channel_step`: 0 takes the first
 * for all. */
void arm_nn_vec_mat_mult_t_s8(const int8_t *lhs, const int8_t *rhs, int8_t *dst, const pf_product_t *product,
                              const pf_channels_t *channels, int32_t channel_step, const pf_output_t *output);

/* Widens `length` int8 values to int16 and adds `offset`. Where PF_DSP is 1, each whole group of four is stored in the
 * order 0, 2, 1, 3: the order in which pf_sxtb16() and pf_sxtb16_ror8() widen the weights it meets. */
void arm_s8_to_s16_unordered_with_offset(const int8_t *from, int16_t *to, int32_t length, int32_t offset);

/* Two columns made by the function above, `column_stride` apart, times `rows` filters of `length` weights. The results
 * of the first go to dst, of the second to dst + dst_stride. */
void arm_nn_mat_mult_kernel_s8_s16(const int8_t *filters, const int16_t *columns, int8_t *dst, int32_t rows,
                                   int32_t length, int32_t column_stride, int32_t dst_stride,
                                   const pf_channels_t *channels, const pf_output_t *output);

#endif
