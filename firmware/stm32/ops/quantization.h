/*
 * From the scales and zero points of the file to the integers kernels work with, as the TensorFlow Lite 8-bit
 * quantisation specification has it: real = scale * (quantised - zero_point).
 */
#ifndef PREFLASH_OP_QUANTIZATION_H
#define PREFLASH_OP_QUANTIZATION_H

#include "ops/op.h"

typedef struct {
  float scale;
  int32_t zero_point;
} pf_quantization_t;

/* real multiplier = multiplier / 2^31 * 2^shift, with multiplier in [2^30, 2^31) or 0. */
typedef struct {
  int32_t multiplier;
  int32_t shift;
} pf_multiplier_t;

/* Largest shift of a multiplier for an accumulator: more would shift out every bit. */
#define PF_MAX_SHIFT 30

/* Largest shift of a multiplier for a difference of two 8-bit values: 9 bits and this many fit 32. */
#define PF_MAX_8_BIT_SHIFT 22

/* Quantised values an activation function lets through. */
typedef struct {
  int32_t min;
  int32_t max;
} pf_range_int32_t;

typedef struct {
  float min;
  float max;
} pf_range_float_t;

/* The one scale and zero point of an int8, uint8 or int32 tensor; PF_STATUS_QUANTIZATION if it has none or several. */
pf_status_t pf_tensor_quantization(pf_runtime_t *rt, const pf_tensor_t *tensor, pf_quantization_t *quantization);

/* True if a tensor has a scale for each channel rather than one. */
bool pf_is_per_channel(pf_runtime_t *rt, const pf_tensor_t *tensor);

/*
 * The scales of symmetric weights: a vector of one, or of `channels` along dimension `axis`.
 * PF_STATUS_QUANTIZATION if a zero point is not 0 or the counts do not match.
 */
pf_status_t pf_weight_scales(pf_runtime_t *rt, const pf_tensor_t *weights, int32_t axis, uint32_t channels,
                             pf_fb_vector_t *scales);

/* Scale of channel `channel`; a single scale counts for every channel. */
float pf_weight_scale(pf_runtime_t *rt, pf_fb_vector_t scales, uint32_t channel);

/* Splits a real multiplier >= 0 into mantissa and exponent. Below 2^-32 it becomes 0. */
pf_multiplier_t pf_quantize_multiplier(double real);

/* Lowest and highest value of int8 or uint8. */
pf_range_int32_t pf_type_range(uint8_t type);

/* What a fused activation (enum tflite_activation) leaves of a quantised tensor's range. */
pf_status_t pf_activation_range_quantized(uint8_t activation, uint8_t type, const pf_quantization_t *output,
                                          pf_range_int32_t *range);

/* The same for float tensors. */
pf_status_t pf_activation_range_float(uint8_t activation, pf_range_float_t *range);

/*
 * Largest difference from the maximum that a fixed-point input with `integer_bits` can hold after scaling by
 * 2^left_shift: ((2^integer_bits - 1) * 2^(31 - integer_bits)) / 2^left_shift, rounded down.
 */
int32_t pf_input_radius(int32_t integer_bits, int32_t left_shift);

#endif
