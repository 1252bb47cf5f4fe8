#include "kernels/reference/add.h"

#include "kernels/reference/clamp.h"

void pf_reference_add_float32(float activation_min, float activation_max, uint32_t count, const float *input1,
                              const float *input2, float *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = pf_clamp_float(input1[i] + input2[i], activation_min, activation_max);
  }
}

void pf_reference_broadcast_add_float32(float activation_min, float activation_max, const pf_broadcast_t *broadcast,
                                        const float *input1, const float *input2, float *output) {
  const pf_shape4_t *shape = &broadcast->output_shape;
  for (int32_t i0 = 0; i0 < shape->dims[0]; ++i0) {
    for (int32_t i1 = 0; i1 < shape->dims[1]; ++i1) {
      for (int32_t i2 = 0; i2 < shape->dims[2]; ++i2) {
        for (int32_t i3 = 0; i3 < shape->dims[3]; ++i3) {
          const float x1 = input1[pf_strided_offset(&broadcast->input1, i0, i1, i2, i3)];
          const float x2 = input2[pf_strided_offset(&broadcast->input2, i0, i1, i2, i3)];
          output[pf_offset(shape, i0, i1, i2, i3)] = pf_clamp_float(x1 + x2, activation_min, activation_max);
        }
      }
    }
  }
}
