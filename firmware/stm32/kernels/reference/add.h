/* Sum of two tensors. */
#ifndef PREFLASH_KERNEL_ADD_H
#define PREFLASH_KERNEL_ADD_H

#include "kernels/reference/broadcast.h"

/* Bits both inputs gain before they are brought to a common scale. */
#define PF_ADD_LEFT_SHIFT 20

typedef struct {
  int32_t input1_offset; /* minus the zero point */
  int32_t input1_multiplier;
  int32_t input1_shift;
  int32_t input2_offset;
  int32_t input2_multiplier;
  int32_t input2_shift;
  int32_t output_offset;
  int32_t output_multiplier;
  int32_t output_shift;
  int32_t activation_min;
  int32_t activation_max;
} pf_add_int8_t;

void pf_reference_add_int8(const pf_add_int8_t *add, uint32_t count, const int8_t *input1, const int8_t *input2,
                           int8_t *output);

void pf_reference_broadcast_add_int8(const pf_add_int8_t *add, const pf_broadcast_t *broadcast, const int8_t *input1,
                                     const int8_t *input2, int8_t *output);

void pf_reference_add_float32(float activation_min, float activation_max, uint32_t count, const float *input1,
                              const float *input2, float *output);

void pf_reference_broadcast_add_float32(float activation_min, float activation_max, const pf_broadcast_t *broadcast,
                                        const float *input1, const float *input2, float *output);

#endif
