/* A constant border around a tensor. */
#ifndef PREFLASH_KERNEL_PAD_H
#define PREFLASH_KERNEL_PAD_H

#include "kernels/reference/shape.h"

typedef struct {
  int32_t before[4]; /* elements in front, along each dimension */
} pf_pad_t;

void pf_reference_pad_int8(const pf_pad_t *pad, int8_t border, const pf_shape4_t *input_shape, const int8_t *input,
                           const pf_shape4_t *output_shape, int8_t *output);

void pf_reference_pad_float32(const pf_pad_t *pad, float border, const pf_shape4_t *input_shape, const float *input,
                              const pf_shape4_t *output_shape, float *output);

#endif
