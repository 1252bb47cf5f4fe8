#include "kernels/reference/mul.h"

#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"

static int8_t mul(const pf_mul_int8_t *params, int8_t x1, int8_t x2) {
  const int32_t product = (x1 + params->input1_offset) * (x2 + params->input2_offset);
  const int32_t scaled = pf_multiply_by_quantized_multiplier(product, params->output_multiplier, params->output_shift);
  return (int8_t)pf_clamp(scaled + params->output_offset, params->activation_min, params->activation_max);
}

void pf_reference_mul_int8(const pf_mul_int8_t *params, uint32_t count, const int8_t *input1, const int8_t *input2,
                           int8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = mul(params, input1[i], input2[i]);
  }
}

void pf_reference_broadcast_mul_int8(const pf_mul_int8_t *params, const pf_broadcast_t *broadcast,
                                     const int8_t *input1, const int8_t *input2, int8_t *output) {
  const pf_shape4_t *shape = &broadcast->output_shape;
  for (int32_t i0 = 0; i0 < shape->dims[0]; ++i0) {
    for (int32_t i1 = 0; i1 < shape->dims[1]; ++i1) {
      for (int32_t i2 = 0; i2 < shape->dims[2]; ++i2) {
        for (int32_t i3 = 0; i3 < shape->dims[3]; ++i3) {
          output[pf_offset(shape, i0, i1, i2, i3)] =
              mul(params, input1[pf_strided_offset(&broadcast->input1, i0, i1, i2, i3)],
                  input2[pf_strided_offset(&broadcast->input2, i0, i1, i2, i3)]);
        }
      }
    }
  }
}
