#include "kernels/reference/clamp.h"
#include "kernels/reference/fixed_point.h"
#include "kernels/reference/quantize.h"

static uint8_t requantize(const pf_requantize_t *change, int32_t value) {
  const int32_t scaled =
      pf_multiply_by_quantized_multiplier(value - change->input_zero_point, change->multiplier, change->shift);
  return (uint8_t)pf_clamp(scaled + change->output_zero_point, change->min, change->max);
}

void pf_reference_requantize_int8(const pf_requantize_t *change, uint32_t count, const int8_t *input,
                                  uint8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = requantize(change, input[i]);
  }
}

void pf_reference_requantize_uint8(const pf_requantize_t *change, uint32_t count, const uint8_t *input,
                                   uint8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = requantize(change, input[i]);
  }
}

void pf_reference_flip_sign_bits(uint32_t count, const uint8_t *input, uint8_t *output) {
  for (uint32_t i = 0; i < count; ++i) {
    output[i] = input[i] ^ 0x80u;
  }
}
