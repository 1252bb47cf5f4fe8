/* Four-dimensional shapes and the position of an element in row-major order. */
#ifndef PREFLASH_KERNEL_SHAPE_H
#define PREFLASH_KERNEL_SHAPE_H

#include <stdint.h>

typedef struct {
  int32_t dims[4];
} pf_shape4_t;

/* Ends the inference with PF_STATUS_KERNEL. */
void pf_index_out_of_range(void) __attribute__((noreturn, cold));

/*
 * Every index of every access is checked, as TensorFlow Lite Micro's default build checks them: it costs about as much
 * there. NDEBUG leaves the checks out, there and here.
 */
static inline void pf_check_index(int32_t index, int32_t size) {
#ifndef NDEBUG
  if (index < 0 || index >= size) {
    pf_index_out_of_range();
  }
#else
  (void)index;
  (void)size;
#endif
}

static inline int32_t pf_offset(const pf_shape4_t *shape, int32_t i0, int32_t i1, int32_t i2, int32_t i3) {
  pf_check_index(i0, shape->dims[0]);
  pf_check_index(i1, shape->dims[1]);
  pf_check_index(i2, shape->dims[2]);
  pf_check_index(i3, shape->dims[3]);
  return ((i0 * shape->dims[1] + i1) * shape->dims[2] + i2) * shape->dims[3] + i3;
}

#endif
