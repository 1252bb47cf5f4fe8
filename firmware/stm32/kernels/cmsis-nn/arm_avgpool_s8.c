/* Average pooling: one int32 sum a channel, divided by the number of pixels that lay inside the input. */
#include <stddef.h>

#include "arm_nnfunctions.h"
#include "pf_window.h"

int32_t arm_avgpool_s8_get_buffer_size(const int dim_dst_width, const int ch_src) {
  (void)dim_dst_width;
  return ch_src * (int32_t)sizeof(int32_t);
}

/* Sums the window's pixels (rows by cols) into `sums`, one a channel. */
static void sum_window(const int8_t *input, int32_t row_stride, int32_t channels, pf_span_t rows, pf_span_t cols,
                       int32_t *sums) {
  int first = 1;
  for (int32_t row = rows.start; row < rows.end; row++) {
    for (int32_t col = cols.start; col < cols.end; col++) {
      const int8_t *pixel = input + row * row_stride + col * channels;
      for (int32_t channel = 0; channel < channels; channel++) {
        sums[channel] = first ? pixel[channel] : sums[channel] + pixel[channel];
      }
      first = 0;
    }
  }
}

/* Means of `count` summands, rounded half away from zero, clamped. */
static void write_means(const int32_t *sums, int32_t channels, int32_t count, const cmsis_nn_activation *range,
                        int8_t *means) {
  const int32_t half = count / 2;
  for (int32_t channel = 0; channel < channels; channel++) {
    const int32_t sum = sums[channel];
    const int32_t mean = (sum > 0 ? sum + half : sum - half) / count;
    means[channel] = (int8_t)pf_clamp(mean, range->min, range->max);
  }
}

static arm_cmsis_nn_status pool_image(const cmsis_nn_pool_params *params, const cmsis_nn_dims *input_dims,
                                      const int8_t *input, const cmsis_nn_dims *filter_dims,
                                      const cmsis_nn_dims *output_dims, int32_t *sums, int8_t *output) {
  const int32_t channels = input_dims->c;
  const int32_t row_stride = input_dims->w * channels;
  for (int32_t y = 0; y < output_dims->h; y++) {
    const int32_t top = y * params->stride.h - params->padding.h;
    const pf_span_t rows = pf_window(top, filter_dims->h, input_dims->h);
    for (int32_t x = 0; x < output_dims->w; x++) {
      const int32_t left = x * params->stride.w - params->padding.w;
      const pf_span_t cols = pf_window(left, filter_dims->w, input_dims->w);
      if (rows.start >= rows.end || cols.start >= cols.end) {
        return ARM_CMSIS_NN_ARG_ERROR;
      }
      sum_window(input + top * row_stride + left * channels, row_stride, channels, rows, cols, sums);
      write_means(sums, channels, (rows.end - rows.start) * (cols.end - cols.start), &params->activation, output);
      output += channels;
    }
  }
  return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_avgpool_s8(const cmsis_nn_context *ctx, const cmsis_nn_pool_params *pool_params,
                                   const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                   const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *output_dims,
                                   int8_t *output_data) {
  if (ctx->buf == NULL) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  for (int32_t image = 0; image < input_dims->n; image++) {
    const arm_cmsis_nn_status status =
        pool_image(pool_params, input_dims, input_data, filter_dims, output_dims, ctx->buf, output_data);
    if (status != ARM_CMSIS_NN_SUCCESS) {
      return status;
    }
    input_data += input_dims->h * input_dims->w * input_dims->c;
    output_data += output_dims->h * output_dims->w * output_dims->c;
  }
  return ARM_CMSIS_NN_SUCCESS;
}
