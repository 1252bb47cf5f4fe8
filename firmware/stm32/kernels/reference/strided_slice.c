#include "kernels/reference/strided_slice.h"

#include <string.h>

/* Index into the input of step `step` along `axis`. */
static int32_t at(const pf_strided_slice_t *slice, uint32_t axis, int32_t step) {
  return slice->start[axis] + slice->stride[axis] * step;
}

void pf_reference_strided_slice(const pf_strided_slice_t *slice, const pf_shape4_t *input_shape, const void *input,
                                void *output) {
  const uint8_t *from = input;
  uint8_t *to = output;
  for (int32_t i0 = 0; i0 < slice->count[0]; ++i0) {
    for (int32_t i1 = 0; i1 < slice->count[1]; ++i1) {
      for (int32_t i2 = 0; i2 < slice->count[2]; ++i2) {
        for (int32_t i3 = 0; i3 < slice->count[3]; ++i3) {
          const int32_t element =
              pf_offset(input_shape, at(slice, 0, i0), at(slice, 1, i1), at(slice, 2, i2), at(slice, 3, i3));
          memcpy(to, from + (uint32_t)element * slice->element_bytes, slice->element_bytes);
          to += slice->element_bytes;
        }
      }
    }
  }
}
