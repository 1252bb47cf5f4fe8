#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"
#include "kernels/reference/mean.h"

static void sum_up(const pf_reduction_t *reduction, const int8_t *input, int32_t *sums) {
  int32_t index[PF_REDUCTION_MAX_RANK] = {0};
  for (uint32_t i = 0; i < reduction->output_count; ++i) {
    sums[i] = 0;
  }
  do {
    sums[pf_reduced_offset(reduction, index)] += input[pf_input_offset(reduction, index)];
  } while (pf_next_index(reduction, index));
}

void pf_reference_mean_int8(const pf_mean_int8_t *mean, const int8_t *input, int32_t *sums, int8_t *output) {
  sum_up(&mean->reduction, input, sums);
  const int32_t zero_points = mean->input_zero_point * (int32_t)mean->reduction.elements_per_output;
  for (uint32_t i = 0; i < mean->reduction.output_count; ++i) {
    const int32_t scaled = pf_multiply_by_quantized_multiplier(sums[i] - zero_points, mean->multiplier, mean->shift);
    output[i] = (int8_t)pf_clamp(scaled + mean->output_zero_point, INT8_MIN, INT8_MAX);
  }
}
