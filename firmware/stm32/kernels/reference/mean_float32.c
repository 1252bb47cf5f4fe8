#include "kernels/reference/mean.h"

void pf_reference_mean_float32(const pf_reduction_t *reduction, const float *input, float *output) {
  const pf_shape4_t *shape = &reduction->input_shape;
  for (uint32_t i = 0; i < reduction->output_count; ++i) {
    output[i] = 0.0f;
  }
  for (int32_t i0 = 0; i0 < shape->dims[0]; ++i0) {
    for (int32_t i1 = 0; i1 < shape->dims[1]; ++i1) {
      for (int32_t i2 = 0; i2 < shape->dims[2]; ++i2) {
        for (int32_t i3 = 0; i3 < shape->dims[3]; ++i3) {
          output[pf_strided_offset(&reduction->output, i0, i1, i2, i3)] += input[pf_offset(shape, i0, i1, i2, i3)];
        }
      }
    }
  }
  for (uint32_t i = 0; i < reduction->output_count; ++i) {
    output[i] /= (float)reduction->elements_per_output;
  }
}
