#include <float.h>
#include <math.h>

#include "kernels/reference/softmax.h"

static void softmax_row(float beta, uint32_t depth, const float *input, float *output) {
  float max = -FLT_MAX;
  for (uint32_t i = 0; i < depth; ++i) {
    max = input[i] > max ? input[i] : max;
  }
  float sum = 0.0f;
  for (uint32_t i = 0; i < depth; ++i) {
    output[i] = expf((input[i] - max) * beta);
    sum += output[i];
  }
  for (uint32_t i = 0; i < depth; ++i) {
    output[i] /= sum;
  }
}

void pf_reference_softmax_float32(float beta, uint32_t rows, uint32_t depth, const float *input, float *output) {
  for (uint32_t row = 0; row < rows; ++row) {
    softmax_row(beta, depth, input + row * depth, output + row * depth);
  }
}
