/* Element-by-element operators on two inputs of which dimensions of size 1 repeat. */
#ifndef PREFLASH_KERNEL_BROADCAST_H
#define PREFLASH_KERNEL_BROADCAST_H

#include "kernels/reference/shape.h"

/* Steps through an input for a step along each dimension of the output; 0 along one that repeats. */
typedef struct {
  int32_t strides[4];
} pf_strides4_t;

typedef struct {
  pf_shape4_t output_shape;
  pf_strides4_t input1;
  pf_strides4_t input2;
} pf_broadcast_t;

static inline int32_t pf_strided_offset(const pf_strides4_t *s, int32_t i0, int32_t i1, int32_t i2, int32_t i3) {
  return i0 * s->strides[0] + i1 * s->strides[1] + i2 * s->strides[2] + i3 * s->strides[3];
}

#endif
