/* Copies every n-th element of a box out of a tensor. */
#ifndef PREFLASH_KERNEL_STRIDED_SLICE_H
#define PREFLASH_KERNEL_STRIDED_SLICE_H

#include "kernels/reference/shape.h"

typedef struct {
  int32_t start[4];
  int32_t stride[4]; /* may be negative */
  int32_t count[4];
  uint32_t element_bytes;
} pf_strided_slice_t;

void pf_reference_strided_slice(const pf_strided_slice_t *slice, const pf_shape4_t *input_shape, const void *input,
                                void *output);

#endif
