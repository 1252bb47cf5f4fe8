#include <math.h>

#include "kernels/reference/clamp.h"
#include "kernels/reference/quantize.h"

void pf_reference_quantize_float32(const pf_quantize_t *to, uint32_t count, const float *input, uint8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    /* Limited before the conversion, which is undefined for what 32 bits cannot hold. */
    const float steps = pf_clamp_float(roundf(input[i] / to->scale), -65536.0f, 65536.0f);
    const int32_t value = (int32_t)steps + to->zero_point;
    output[i] = (uint8_t)pf_clamp(value, to->min, to->max);
  }
}
