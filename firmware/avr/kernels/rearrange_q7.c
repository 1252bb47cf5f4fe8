/* Values that only move. */
#include <string.h>

#include "kernels/kernels.h"

void up_sample_q7(const q7_t *input, nnom_3d_shape_t in, nnom_3d_shape_t factor, q7_t *output) {
  const uint16_t row_bytes = in.w * factor.w * in.c;
  for (uint16_t y = 0; y < in.h; y++) {
    q7_t *row = output;
    for (uint16_t x = 0; x < in.w; x++, input += in.c) {
      for (uint16_t i = 0; i < factor.w; i++, output += in.c) {
        memcpy(output, input, in.c);
      }
    }
    for (uint16_t i = 1; i < factor.h; i++, output += row_bytes) {
      memcpy(output, row, row_bytes);
    }
  }
}

static q7_t *zeros(q7_t *output, uint16_t count) {
  memset(output, 0, count);
  return output + count;
}

void zero_padding_q7(const q7_t *input, nnom_3d_shape_t in, nnom_border_t pad, q7_t *output) {
  const uint16_t row_bytes = in.w * in.c;
  const uint16_t padded_bytes = (pad.left + in.w + pad.right) * in.c;
  output = zeros(output, pad.top * padded_bytes);
  for (uint16_t y = 0; y < in.h; y++, input += row_bytes) {
    output = zeros(output, pad.left * in.c);
    memcpy(output, input, row_bytes);
    output = zeros(output + row_bytes, pad.right * in.c);
  }
  zeros(output, pad.bottom * padded_bytes);
}

void cropping_q7(const q7_t *input, nnom_3d_shape_t in, nnom_border_t pad, q7_t *output) {
  const uint16_t row_bytes = (in.w - pad.left - pad.right) * in.c;
  input += (pad.top * in.w + pad.left) * in.c;
  for (uint16_t y = pad.top + pad.bottom; y < in.h; y++, input += in.w * in.c) {
    memcpy(output, input, row_bytes);
    output += row_bytes;
  }
}
