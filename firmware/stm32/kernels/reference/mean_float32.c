#include "kernels/reference/mean.h"

void pf_reference_mean_float32(const pf_reduction_t *reduction, const float *input, float *output) {
  int32_t index[PF_REDUCTION_MAX_RANK] = {0};
  for (uint32_t i = 0; i < reduction->output_count; ++i) {
    output[i] = 0.0f;
  }
  do {
    output[pf_reduced_offset(reduction, index)] += input[pf_input_offset(reduction, index)];
  } while (pf_next_index(reduction, index));
  for (uint32_t i = 0; i < reduction->output_count; ++i) {
    output[i] /= (float)reduction->elements_per_output;
  }
}
