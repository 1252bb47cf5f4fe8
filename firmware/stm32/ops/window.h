/* Sliding windows: what convolutions and pooling have in common. */
#ifndef PREFLASH_OP_WINDOW_H
#define PREFLASH_OP_WINDOW_H

#include "kernels/reference/window.h"
#include "ops/op.h"

/* One spatial dimension of a window. */
typedef struct {
  int32_t input;
  int32_t filter;
  int32_t output;
  int32_t stride;
  int32_t dilation;
} pf_window_axis_t;

/*
 * Padding before the first element along one axis, for SAME or VALID padding (enum tflite_padding).
 * PF_STATUS_SHAPE if the output size is not the one the format defines for these parameters,
 * PF_STATUS_PARAMETER for a stride, dilation or window size outside 1..INT16_MAX or another padding.
 */
pf_status_t pf_window_padding(uint8_t padding, const pf_window_axis_t *axis, int32_t *before);

/*
 * Fills `window->pad_top` and `pad_left`; strides and dilations must be set. `filter_h` and `filter_w` are sizes of
 * the window, input and output NHWC tensors of equal batch.
 */
pf_status_t pf_window_fit(uint8_t padding, const pf_tensor_t *input, int32_t filter_h, int32_t filter_w,
                          const pf_tensor_t *output, pf_window_t *window);

#endif
