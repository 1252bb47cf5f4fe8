#include "kernels/reference/add.h"

#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"

static int8_t add(const pf_add_int8_t *params, int8_t x1, int8_t x2) {
  const int32_t shifted1 = (x1 + params->input1_offset) * (1 << PF_ADD_LEFT_SHIFT);
  const int32_t shifted2 = (x2 + params->input2_offset) * (1 << PF_ADD_LEFT_SHIFT);
  const int32_t scaled1 =
      pf_multiply_by_multiplier_below_one(shifted1, params->input1_multiplier, params->input1_shift);
  const int32_t scaled2 =
      pf_multiply_by_multiplier_below_one(shifted2, params->input2_multiplier, params->input2_shift);
  const int32_t sum =
      pf_multiply_by_multiplier_below_one(scaled1 + scaled2, params->output_multiplier, params->output_shift);
  return (int8_t)pf_clamp(sum + params->output_offset, params->activation_min, params->activation_max);
}

void pf_reference_add_int8(const pf_add_int8_t *params, uint32_t count, const int8_t *input1, const int8_t *input2,
                           int8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = add(params, input1[i], input2[i]);
  }
}

void pf_reference_broadcast_add_int8(const pf_add_int8_t *params, const pf_broadcast_t *broadcast,
                                     const int8_t *input1, const int8_t *input2, int8_t *output) {
  const pf_shape4_t *shape = &broadcast->output_shape;
  for (int32_t i0 = 0; i0 < shape->dims[0]; ++i0) {
    for (int32_t i1 = 0; i1 < shape->dims[1]; ++i1) {
      for (int32_t i2 = 0; i2 < shape->dims[2]; ++i2) {
        for (int32_t i3 = 0; i3 < shape->dims[3]; ++i3) {
          output[pf_offset(shape, i0, i1, i2, i3)] =
              add(params, input1[pf_strided_offset(&broadcast->input1, i0, i1, i2, i3)],
                  input2[pf_strided_offset(&broadcast->input2, i0, i1, i2, i3)]);
        }
      }
    }
  }
}
