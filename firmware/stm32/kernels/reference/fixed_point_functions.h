/*
 * Transcendental functions on 32-bit fixed-point numbers, by the methods of gemmlowp's fixed-point library.
 * Qm.n: m integer bits, n = 31 - m fractional bits, one sign bit. Results are Q0.31, where INT32_MAX stands for 1.
 */
#ifndef PREFLASH_FIXED_POINT_FUNCTIONS_H
#define PREFLASH_FIXED_POINT_FUNCTIONS_H

#include <stdint.h>

/* exp(x) for x <= 0 with 4 or 5 integer bits. */
int32_t pf_exp_on_negative_values(int32_t x, int32_t integer_bits);

/* 1 / (1 + x) for x in [0, 1], Q0.31. */
int32_t pf_one_over_one_plus_x(int32_t x);

/* 1 / (1 + exp(-x)) for x in Q4.27. */
int32_t pf_fixed_logistic(int32_t x);

/* tanh(x) for x in Q4.27. */
int32_t pf_fixed_tanh(int32_t x);

/* x * 2^exponent, limited to 32 bits; exponent 0..31. */
int32_t pf_saturating_left_shift(int32_t x, int32_t exponent);

#endif
