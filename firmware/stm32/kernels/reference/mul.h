/* Product of two tensors, element by element. */
#ifndef PREFLASH_KERNEL_MUL_H
#define PREFLASH_KERNEL_MUL_H

#include "kernels/reference/broadcast.h"

typedef struct {
  int32_t input1_offset; /* minus the zero point */
  int32_t input2_offset;
  int32_t output_offset;
  int32_t output_multiplier; /* input 1 scale * input 2 scale / output scale */
  int32_t output_shift;
  int32_t activation_min;
  int32_t activation_max;
} pf_mul_int8_t;

void pf_reference_mul_int8(const pf_mul_int8_t *mul, uint32_t count, const int8_t *input1, const int8_t *input2,
                           int8_t *output);

void pf_reference_broadcast_mul_int8(const pf_mul_int8_t *mul, const pf_broadcast_t *broadcast, const int8_t *input1,
                                     const int8_t *input2, int8_t *output);

void pf_reference_mul_float32(float activation_min, float activation_max, uint32_t count, const float *input1,
                              const float *input2, float *output);

void pf_reference_broadcast_mul_float32(float activation_min, float activation_max, const pf_broadcast_t *broadcast,
                                        const float *input1, const float *input2, float *output);

#endif
