/* Between real numbers and 8-bit values, and from one 8-bit scale to another. */
#ifndef PREFLASH_KERNEL_QUANTIZE_H
#define PREFLASH_KERNEL_QUANTIZE_H

#include <stdint.h>

typedef struct {
  float scale;
  int32_t zero_point;
  int32_t min; /* of the 8-bit type */
  int32_t max;
} pf_quantize_t;

typedef struct {
  int32_t input_zero_point;
  int32_t output_zero_point;
  int32_t multiplier; /* input scale / output scale */
  int32_t shift;
  int32_t min; /* of the output type */
  int32_t max;
} pf_requantize_t;

/* Outputs are the low 8 bits of the result, which are the same for int8 and uint8. */
void pf_reference_quantize_float32(const pf_quantize_t *to, uint32_t count, const float *input, uint8_t *output);

void pf_reference_requantize_int8(const pf_requantize_t *change, uint32_t count, const int8_t *input,
                                  uint8_t *output);

void pf_reference_requantize_uint8(const pf_requantize_t *change, uint32_t count, const uint8_t *input,
                                   uint8_t *output);

/* int8 to uint8 or back when the scales are equal and the zero points 128 apart. */
void pf_reference_flip_sign_bits(uint32_t count, const uint8_t *input, uint8_t *output);

/* scale * (value - zero point). */
void pf_reference_dequantize_int8(float scale, int32_t zero_point, uint32_t count, const int8_t *input,
                                  float *output);

#endif
