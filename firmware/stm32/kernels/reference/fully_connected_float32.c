#include <stddef.h>

#include "kernels/reference/clamp.h"
#include "kernels/reference/fully_connected.h"

void pf_reference_fully_connected_float32(const pf_fully_connected_float32_t *layer, const float *input,
                                          const float *weights, const float *bias, float *output) {
  const int32_t depth = layer->matrix.input_depth;
  const int32_t output_depth = layer->matrix.output_depth;
  for (int32_t batch = 0; batch < layer->matrix.batches; ++batch) {
    for (int32_t out = 0; out < output_depth; ++out) {
      float sum = 0.0f;
      for (int32_t i = 0; i < depth; ++i) {
        sum += input[batch * depth + i] * weights[out * depth + i];
      }
      if (bias != NULL) {
        sum += bias[out];
      }
      output[batch * output_depth + out] = pf_clamp_float(sum, layer->activation_min, layer->activation_max);
    }
  }
}
