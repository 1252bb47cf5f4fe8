#include <stddef.h>

#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"
#include "kernels/reference/fully_connected.h"

void pf_reference_fully_connected_int8(const pf_fully_connected_int8_t *layer, const int8_t *input,
                                       const int8_t *weights, const int32_t *bias, int8_t *output) {
  const int32_t depth = layer->matrix.input_depth;
  const int32_t output_depth = layer->matrix.output_depth;
  for (int32_t batch = 0; batch < layer->matrix.batches; ++batch) {
    for (int32_t out = 0; out < output_depth; ++out) {
      int32_t sum = 0;
      for (int32_t i = 0; i < depth; ++i) {
        const int32_t value = input[batch * depth + i];
        const int32_t weight = weights[out * depth + i];
        sum += (weight + layer->weights_offset) * (value + layer->input_offset);
      }
      if (bias != NULL) {
        sum += bias[out];
      }
      const int32_t channel = layer->per_channel ? out : 0;
      sum = pf_multiply_by_quantized_multiplier(sum, layer->multipliers[channel], layer->shifts[channel]);
      output[batch * output_depth + out] =
          (int8_t)pf_clamp(sum + layer->output_offset, layer->activation_min, layer->activation_max);
    }
  }
}
