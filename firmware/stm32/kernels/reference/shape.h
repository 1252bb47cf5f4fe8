/* Four-dimensional shapes and the position of an element in row-major order. */
#ifndef PREFLASH_KERNEL_SHAPE_H
#define PREFLASH_KERNEL_SHAPE_H

#include <stdint.h>

typedef struct {
  int32_t dims[4];
} pf_shape4_t;

static inline int32_t pf_offset(const pf_shape4_t *shape, int32_t i0, int32_t i1, int32_t i2, int32_t i3) {
  return ((i0 * shape->dims[1] + i1) * shape->dims[2] + i2) * shape->dims[3] + i3;
}

#endif
