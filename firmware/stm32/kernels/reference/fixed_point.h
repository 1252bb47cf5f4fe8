/*
 * Fixed-point arithmetic of the TensorFlow Lite 8-bit quantisation scheme, in the terms of gemmlowp
 * (Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference").
 */
#ifndef PREFLASH_FIXED_POINT_H
#define PREFLASH_FIXED_POINT_H

#include <stdint.h>

/* High 32 bits of 2ab, rounded to nearest, ties away from zero; INT32_MAX for the one product that overflows. */
static inline int32_t pf_saturating_rounding_doubling_high_mul(int32_t a, int32_t b) {
  if (a == INT32_MIN && b == INT32_MIN) {
    return INT32_MAX;
  }
  const int64_t product = (int64_t)a * (int64_t)b;
  const int32_t nudge = product >= 0 ? (1 << 30) : 1 - (1 << 30);
  return (int32_t)((product + nudge) / (INT64_C(1) << 31));
}

/* x / 2^exponent, rounded to nearest, ties away from zero; exponent 0..31. */
static inline int32_t pf_rounding_divide_by_pot(int32_t x, int32_t exponent) {
  const int32_t mask = (int32_t)((INT64_C(1) << exponent) - 1);
  const int32_t remainder = x & mask;
  const int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
  return (x >> exponent) + (remainder > threshold ? 1 : 0);
}

/* x * multiplier / 2^31 * 2^shift for shift <= 0, rounded twice. */
static inline int32_t pf_multiply_by_multiplier_below_one(int32_t x, int32_t multiplier, int32_t shift) {
  return pf_rounding_divide_by_pot(pf_saturating_rounding_doubling_high_mul(x, multiplier), -shift);
}

/* x * multiplier / 2^31 * 2^shift with the two roundings TensorFlow Lite Micro does; x * 2^shift must fit 32 bits. */
int32_t pf_multiply_by_quantized_multiplier(int32_t x, int32_t multiplier, int32_t shift);

#endif
