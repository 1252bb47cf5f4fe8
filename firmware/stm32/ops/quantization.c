#include "ops/quantization.h"

#include <float.h>
#include <math.h>

/* True for a scale the specification allows: positive and finite. */
static bool scale_valid(float scale) { return scale > 0.0f && scale <= FLT_MAX; }

static bool zero_point_valid(uint8_t type, int64_t zero_point) {
  if (type != TFLITE_INT8 && type != TFLITE_UINT8) {
    return zero_point == 0;
  }
  const pf_range_int32_t range = pf_type_range(type);
  return zero_point >= range.min && zero_point <= range.max;
}

/* Position of a tensor's quantisation table in the file. */
static uint32_t quantization_table(pf_runtime_t *rt, const pf_tensor_t *tensor) {
  const uint32_t index = (uint32_t)(tensor - rt->tensors);
  return pf_fb_table(&rt->file, pf_fb_table_at(&rt->file, rt->tensor_tables, index), TFLITE_TENSOR_QUANTIZATION);
}

pf_status_t pf_tensor_quantization(pf_runtime_t *rt, const pf_tensor_t *tensor, pf_quantization_t *quantization) {
  const uint32_t table = quantization_table(rt, tensor);
  const pf_fb_vector_t scales = pf_fb_vector(&rt->file, table, TFLITE_QUANTIZATION_SCALE, sizeof(float));
  const pf_fb_vector_t zero_points = pf_fb_vector(&rt->file, table, TFLITE_QUANTIZATION_ZERO_POINT, sizeof(int64_t));
  if (scales.count != 1 || zero_points.count != 1) {
    return PF_STATUS_QUANTIZATION;
  }
  const int64_t zero_point = pf_fb_i64_at(&rt->file, zero_points, 0);
  quantization->scale = pf_fb_f32_at(&rt->file, scales, 0);
  quantization->zero_point = (int32_t)zero_point;
  return scale_valid(quantization->scale) && zero_point_valid(tensor->type, zero_point) ? PF_STATUS_OK
                                                                                         : PF_STATUS_QUANTIZATION;
}

bool pf_is_per_channel(pf_runtime_t *rt, const pf_tensor_t *tensor) {
  const uint32_t table = quantization_table(rt, tensor);
  return pf_fb_vector(&rt->file, table, TFLITE_QUANTIZATION_SCALE, sizeof(float)).count > 1;
}

pf_status_t pf_weight_scales(pf_runtime_t *rt, const pf_tensor_t *weights, int32_t axis, uint32_t channels,
                             pf_fb_vector_t *scales) {
  const uint32_t table = quantization_table(rt, weights);
  const pf_fb_vector_t zero_points = pf_fb_vector(&rt->file, table, TFLITE_QUANTIZATION_ZERO_POINT, sizeof(int64_t));
  *scales = pf_fb_vector(&rt->file, table, TFLITE_QUANTIZATION_SCALE, sizeof(float));
  if (scales->count != 1 &&
      (scales->count != channels || pf_fb_i32(&rt->file, table, TFLITE_QUANTIZATION_DIMENSION, 0) != axis)) {
    return PF_STATUS_QUANTIZATION;
  }
  for (uint32_t i = 0; i < scales->count; ++i) {
    if (!scale_valid(pf_fb_f32_at(&rt->file, *scales, i))) {
      return PF_STATUS_QUANTIZATION;
    }
  }
  for (uint32_t i = 0; i < zero_points.count; ++i) {
    if (pf_fb_i64_at(&rt->file, zero_points, i) != 0) {
      return PF_STATUS_QUANTIZATION;
    }
  }
  return PF_STATUS_OK;
}

float pf_weight_scale(pf_runtime_t *rt, pf_fb_vector_t scales, uint32_t channel) {
  return pf_fb_f32_at(&rt->file, scales, scales.count == 1 ? 0 : channel);
}

pf_multiplier_t pf_quantize_multiplier(double real) {
  int exponent;
  const double mantissa = frexp(real, &exponent);
  int64_t fixed = (int64_t)round(mantissa * 2147483648.0);
  if (fixed == INT64_C(0x80000000)) {
    fixed /= 2;
    ++exponent;
  }
  if (exponent < -31) {
    return (pf_multiplier_t){.multiplier = 0, .shift = 0};
  }
  return (pf_multiplier_t){.multiplier = (int32_t)fixed, .shift = exponent};
}

pf_range_int32_t pf_type_range(uint8_t type) {
  return type == TFLITE_UINT8 ? (pf_range_int32_t){.min = 0, .max = UINT8_MAX}
                              : (pf_range_int32_t){.min = INT8_MIN, .max = INT8_MAX};
}

/* The quantised value of a real number, not yet limited to the type: only to what a conversion can hold. */
static int32_t quantize(float real, const pf_quantization_t *q) {
  const float limit = 65536.0f;
  const float steps = roundf(real / q->scale);
  return q->zero_point + (int32_t)fminf(fmaxf(steps, -limit), limit);
}

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

pf_status_t pf_activation_range_quantized(uint8_t activation, uint8_t type, const pf_quantization_t *output,
                                          pf_range_int32_t *range) {
  *range = pf_type_range(type);
  switch (activation) {
    case TFLITE_ACTIVATION_NONE:
      return PF_STATUS_OK;
    case TFLITE_ACTIVATION_RELU:
      range->min = larger(range->min, output->zero_point);
      return PF_STATUS_OK;
    case TFLITE_ACTIVATION_RELU6:
      range->min = larger(range->min, output->zero_point);
      range->max = smaller(range->max, quantize(6.0f, output));
      return PF_STATUS_OK;
    case TFLITE_ACTIVATION_RELU_N1_TO_1:
      range->min = larger(range->min, quantize(-1.0f, output));
      range->max = smaller(range->max, quantize(1.0f, output));
      return PF_STATUS_OK;
    default:
      return PF_STATUS_PARAMETER;
  }
}

pf_status_t pf_activation_range_float(uint8_t activation, pf_range_float_t *range) {
  *range = (pf_range_float_t){.min = -FLT_MAX, .max = FLT_MAX};
  switch (activation) {
    case TFLITE_ACTIVATION_NONE:
      return PF_STATUS_OK;
    case TFLITE_ACTIVATION_RELU:
      range->min = 0.0f;
      return PF_STATUS_OK;
    case TFLITE_ACTIVATION_RELU6:
      *range = (pf_range_float_t){.min = 0.0f, .max = 6.0f};
      return PF_STATUS_OK;
    case TFLITE_ACTIVATION_RELU_N1_TO_1:
      *range = (pf_range_float_t){.min = -1.0f, .max = 1.0f};
      return PF_STATUS_OK;
    default:
      return PF_STATUS_PARAMETER;
  }
}

int32_t pf_input_radius(int32_t integer_bits, int32_t left_shift) {
  const double largest = (double)((1 << integer_bits) - 1) * (double)(INT64_C(1) << (31 - integer_bits));
  return (int32_t)floor(largest / (double)(INT64_C(1) << left_shift));
}
