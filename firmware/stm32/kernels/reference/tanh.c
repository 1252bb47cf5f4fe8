#include <math.h>

#include "kernels/reference/activation.h"
#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"
#include "kernels/reference/fixed_point_functions.h"

static int8_t quantized_tanh(const pf_sigmoid_int8_t *params, int32_t x) {
  if (x <= -params->input_radius) {
    return INT8_MIN;
  }
  if (x >= params->input_radius) {
    return INT8_MAX;
  }
  const int32_t scaled = pf_multiply_by_quantized_multiplier(x, params->multiplier, params->shift);
  return (int8_t)pf_clamp(pf_rounding_divide_by_pot(pf_fixed_tanh(scaled), 31 - 7), INT8_MIN, INT8_MAX);
}

void pf_reference_tanh_int8(const pf_sigmoid_int8_t *params, uint32_t count, const int8_t *input, int8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = quantized_tanh(params, input[i] - params->input_zero_point);
  }
}

void pf_reference_tanh_float32(uint32_t count, const float *input, float *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = tanhf(input[i]);
  }
}
