/* Max pooling: the first pixel of a window is copied to the output, the others raise it. */
#include <string.h>

#include "arm_nnfunctions.h"
#include "pf_window.h"

/* maximum[i] = max(maximum[i], candidate[i]) */
static void raise_to(int8_t *maximum, const int8_t *candidate, int32_t length) {
  for (int32_t i = 0; i < length; i++) {
    if (candidate[i] > maximum[i]) {
      maximum[i] = candidate[i];
    }
  }
}

static void clamp_all(int8_t *values, int32_t length, const cmsis_nn_activation *range) {
  for (int32_t i = 0; i < length; i++) {
    values[i] = (int8_t)pf_clamp(values[i], range->min, range->max);
  }
}

/* The window's pixels (rows by cols) of an image `row_stride` elements wide. */
static void pool_window(const int8_t *input, int32_t row_stride, int32_t channels, pf_span_t rows, pf_span_t cols,
                        int8_t *maximum) {
  int first = 1;
  for (int32_t row = rows.start; row < rows.end; row++) {
    for (int32_t col = cols.start; col < cols.end; col++) {
      const int8_t *pixel = input + row * row_stride + col * channels;
      if (first) {
        memcpy(maximum, pixel, (size_t)channels);
        first = 0;
      } else {
        raise_to(maximum, pixel, channels);
      }
    }
  }
}

static void pool_image(const cmsis_nn_pool_params *params, const cmsis_nn_dims *input_dims, const int8_t *input,
                       const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *output_dims, int8_t *output) {
  const int32_t channels = input_dims->c;
  const int32_t row_stride = input_dims->w * channels;
  int8_t *maximum = output;
  for (int32_t y = 0; y < output_dims->h; y++) {
    const int32_t top = y * params->stride.h - params->padding.h;
    const pf_span_t rows = pf_window(top, filter_dims->h, input_dims->h);
    for (int32_t x = 0; x < output_dims->w; x++) {
      const int32_t left = x * params->stride.w - params->padding.w;
      const pf_span_t cols = pf_window(left, filter_dims->w, input_dims->w);
      pool_window(input + top * row_stride + left * channels, row_stride, channels, rows, cols, maximum);
      maximum += channels;
    }
  }
  clamp_all(output, output_dims->h * output_dims->w * channels, &params->activation);
}

arm_cmsis_nn_status arm_max_pool_s8(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *pool_params,
                                    const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                    const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *output_dims,
                                    int8_t *output_data) {
  (void)ctx;
  for (int32_t image = 0; image < input_dims->n; image++) {
    pool_image(pool_params, input_dims, input_data, filter_dims, output_dims, output_data);
    input_data += input_dims->h * input_dims->w * input_dims->c;
    output_data += output_dims->h * output_dims->w * output_dims->c;
  }
  return ARM_CMSIS_NN_SUCCESS;
}
