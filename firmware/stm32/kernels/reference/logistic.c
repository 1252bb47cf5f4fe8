#include <math.h>

#include "kernels/reference/activation.h"
#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"
#include "kernels/reference/fixed_point_functions.h"

static int8_t logistic(const pf_sigmoid_int8_t *params, int32_t x) {
  if (x <= -params->input_radius) {
    return INT8_MIN;
  }
  if (x >= params->input_radius) {
    return INT8_MAX;
  }
  const int32_t scaled = pf_multiply_by_quantized_multiplier(x, params->multiplier, params->shift);
  const int32_t in_256ths = pf_rounding_divide_by_pot(pf_fixed_logistic(scaled), 31 - 8);
  return (int8_t)pf_clamp(in_256ths + INT8_MIN, INT8_MIN, INT8_MAX);
}

void pf_reference_logistic_int8(const pf_sigmoid_int8_t *params, uint32_t count, const int8_t *input,
                                int8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = logistic(params, input[i] - params->input_zero_point);
  }
}

void pf_reference_logistic_float32(uint32_t count, const float *input, float *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = 1.0f / (1.0f + expf(-input[i]));
  }
}
