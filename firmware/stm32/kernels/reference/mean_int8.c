#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"
#include "kernels/reference/mean.h"

static void sum_up(const pf_reduction_t *reduction, const int8_t *input, int32_t *sums) {
  const pf_shape4_t *shape = &reduction->input_shape;
  for (uint32_t i = 0; i < reduction->output_count; ++i) {
    sums[i] = 0;
  }
  for (int32_t i0 = 0; i0 < shape->dims[0]; ++i0) {
    for (int32_t i1 = 0; i1 < shape->dims[1]; ++i1) {
      for (int32_t i2 = 0; i2 < shape->dims[2]; ++i2) {
        for (int32_t i3 = 0; i3 < shape->dims[3]; ++i3) {
          sums[pf_strided_offset(&reduction->output, i0, i1, i2, i3)] += input[pf_offset(shape, i0, i1, i2, i3)];
        }
      }
    }
  }
}

void pf_reference_mean_int8(const pf_mean_int8_t *mean, const int8_t *input, int32_t *sums, int8_t *output) {
  sum_up(&mean->reduction, input, sums);
  const int32_t zero_points = mean->input_zero_point * (int32_t)mean->reduction.elements_per_output;
  for (uint32_t i = 0; i < mean->reduction.output_count; ++i) {
    const int32_t scaled = pf_multiply_by_quantized_multiplier(sums[i] - zero_points, mean->multiplier, mean->shift);
    output[i] = (int8_t)pf_clamp(scaled + mean->output_zero_point, INT8_MIN, INT8_MAX);
  }
}
