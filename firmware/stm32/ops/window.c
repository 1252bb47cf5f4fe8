#include "ops/window.h"

/* Strides, dilations and window sizes up to this keep every position of a window inside 32 bits. */
#define MAX_PARAMETER INT16_MAX

static bool parameter_valid(int32_t value) { return value >= 1 && value <= MAX_PARAMETER; }

pf_status_t pf_window_padding(uint8_t padding, const pf_window_axis_t *axis, int32_t *before) {
  if (!parameter_valid(axis->stride) || !parameter_valid(axis->dilation) || !parameter_valid(axis->filter) ||
      padding > TFLITE_PADDING_VALID) {
    return PF_STATUS_PARAMETER;
  }
  const int64_t reach = (int64_t)(axis->filter - 1) * axis->dilation + 1;
  const int64_t covered = padding == TFLITE_PADDING_SAME ? axis->input : axis->input - reach + 1;
  if (covered < 1 || (covered + axis->stride - 1) / axis->stride != axis->output) {
    return PF_STATUS_SHAPE;
  }
  const int64_t total = (int64_t)(axis->output - 1) * axis->stride + reach - axis->input;
  *before = total > 0 ? (int32_t)(total / 2) : 0;
  return PF_STATUS_OK;
}

pf_status_t pf_window_fit(uint8_t padding, const pf_tensor_t *input, int32_t filter_h, int32_t filter_w,
                          const pf_tensor_t *output, pf_window_t *window) {
  if (input->rank != 4 || output->rank != 4 || input->dims[0] != output->dims[0]) {
    return PF_STATUS_SHAPE;
  }
  const pf_window_axis_t height = {input->dims[1], filter_h, output->dims[1], window->stride_h, window->dilation_h};
  const pf_window_axis_t width = {input->dims[2], filter_w, output->dims[2], window->stride_w, window->dilation_w};
  const pf_status_t status = pf_window_padding(padding, &height, &window->pad_top);
  return status != PF_STATUS_OK ? status : pf_window_padding(padding, &width, &window->pad_left);
}
