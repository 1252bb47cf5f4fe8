#include "kernels/reference/activation.h"
#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"

void pf_reference_relu_int8(const pf_relu_int8_t *relu, uint32_t count, const int8_t *input, int8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    const int32_t scaled =
        pf_multiply_by_quantized_multiplier(input[i] - relu->input_offset, relu->multiplier, relu->shift);
    output[i] = (int8_t)pf_clamp(scaled + relu->output_offset, relu->activation_min, relu->activation_max);
  }
}
