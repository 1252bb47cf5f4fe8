#include "kernels/reference/pad.h"

#include <stdbool.h>

static bool inside(const pf_shape4_t *shape, int32_t i0, int32_t i1, int32_t i2, int32_t i3) {
  return i0 >= 0 && i0 < shape->dims[0] && i1 >= 0 && i1 < shape->dims[1] && i2 >= 0 && i2 < shape->dims[2] &&
         i3 >= 0 && i3 < shape->dims[3];
}

void pf_reference_pad_int8(const pf_pad_t *pad, int8_t border, const pf_shape4_t *input_shape, const int8_t *input,
                           const pf_shape4_t *output_shape, int8_t *output) {
  for (int32_t i0 = -pad->before[0]; i0 < output_shape->dims[0] - pad->before[0]; ++i0) {
    for (int32_t i1 = -pad->before[1]; i1 < output_shape->dims[1] - pad->before[1]; ++i1) {
      for (int32_t i2 = -pad->before[2]; i2 < output_shape->dims[2] - pad->before[2]; ++i2) {
        for (int32_t i3 = -pad->before[3]; i3 < output_shape->dims[3] - pad->before[3]; ++i3) {
          *output++ = inside(input_shape, i0, i1, i2, i3) ? *input++ : border;
        }
      }
    }
  }
}
