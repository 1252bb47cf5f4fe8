#include "kernels/reference/activation.h"
#include "kernels/reference/clamp.h"

void pf_reference_clamp_int8(int8_t min, int8_t max, uint32_t count, const int8_t *input, int8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = (int8_t)pf_clamp(input[i], min, max);
  }
}

void pf_reference_clamp_float32(float min, float max, uint32_t count, const float *input, float *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = pf_clamp_float(input[i], min, max);
  }
}
