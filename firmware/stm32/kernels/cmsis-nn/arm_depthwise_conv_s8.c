/* The general depthwise convolution. Output channel = input channel * ch_mult + one of ch_mult filters. Where ch_mult
 * is a multiple of four, four filters share each input value. */
#include <stddef.h>

#include "arm_nnfunctions.h"
#include "pf_window.h"

/* Geometry of one call. */
typedef struct {
  const cmsis_nn_dw_conv_params *params;
  const cmsis_nn_dims *input;
  const cmsis_nn_dims *filter;
  const cmsis_nn_dims *output;
  pf_channels_t channels;
  pf_output_t range;
} depthwise_t;

/* The part of one output pixel's window inside the input. */
typedef struct {
  int32_t top;
  int32_t left;
  pf_span_t rows;
  pf_span_t cols;
} window_t;

/* Four filters, from output channel `channel` on, over one input channel. */
static void convolve_four(const depthwise_t *conv, const window_t *window, const int8_t *input, const int8_t *filter,
                          int32_t channel, int8_t *dst) {
  int32_t sum0 = pf_channel_bias(&conv->channels, channel);
  int32_t sum1 = pf_channel_bias(&conv->channels, channel + 1);
  int32_t sum2 = pf_channel_bias(&conv->channels, channel + 2);
  int32_t sum3 = pf_channel_bias(&conv->channels, channel + 3);
  const int32_t input_offset = conv->params->input_offset;
  const int32_t input_step = conv->input->c * conv->params->dilation.w;
  const int32_t filter_step = conv->output->c;
  for (int32_t row = window->rows.start; row < window->rows.end; row++) {
    const int32_t y = window->top + row * conv->params->dilation.h;
    const int32_t x = window->left + window->cols.start * conv->params->dilation.w;
    const int8_t *value = input + (y * conv->input->w + x) * conv->input->c;
    const int8_t *weights = filter + (row * conv->filter->w + window->cols.start) * filter_step + channel;
    for (int32_t col = window->cols.start; col < window->cols.end; col++) {
      const int32_t in = *value + input_offset;
      sum0 += in * weights[0];
      sum1 += in * weights[1];
      sum2 += in * weights[2];
      sum3 += in * weights[3];
      value += input_step;
      weights += filter_step;
    }
  }
  const int32_t sums[4] = {sum0, sum1, sum2, sum3};
  pf_four_channel_outputs(sums, &conv->channels, channel, &conv->range, dst);
}

/* One filter over one input channel. */
static int8_t convolve_one(const depthwise_t *conv, const window_t *window, const int8_t *input, const int8_t *filter,
                           int32_t channel) {
  int32_t sum = pf_channel_bias(&conv->channels, channel);
  for (int32_t row = window->rows.start; row < window->rows.end; row++) {
    const int32_t y = window->top + row * conv->params->dilation.h;
    for (int32_t col = window->cols.start; col < window->cols.end; col++) {
      const int32_t x = window->left + col * conv->params->dilation.w;
      const int32_t value = input[(y * conv->input->w + x) * conv->input->c] + conv->params->input_offset;
      sum += value * filter[(row * conv->filter->w + col) * conv->output->c + channel];
    }
  }
  return pf_channel_output(sum, &conv->channels, channel, &conv->range);
}

/* All output channels of one pixel. */
static void convolve_pixel(const depthwise_t *conv, const window_t *window, const int8_t *input, const int8_t *filter,
                           int8_t *dst) {
  const int32_t multiplier = conv->params->ch_mult;
  int32_t channel = 0;
  for (int32_t input_channel = 0; input_channel < conv->input->c; input_channel++) {
    const int32_t end = channel + multiplier;
    if (multiplier % 4 == 0) {
      for (; channel < end; channel += 4) {
        convolve_four(conv, window, input + input_channel, filter, channel, dst + channel);
      }
    } else {
      for (; channel < end; channel++) {
        dst[channel] = convolve_one(conv, window, input + input_channel, filter, channel);
      }
    }
  }
}

static void convolve_image(const depthwise_t *conv, const int8_t *input, const int8_t *filter, int8_t *dst) {
  const cmsis_nn_dw_conv_params *params = conv->params;
  window_t window;
  for (int32_t y = 0; y < conv->output->h; y++) {
    window.top = y * params->stride.h - params->padding.h;
    window.rows = pf_dilated_window(window.top, conv->filter->h, conv->input->h, params->dilation.h);
    for (int32_t x = 0; x < conv->output->w; x++) {
      window.left = x * params->stride.w - params->padding.w;
      window.cols = pf_dilated_window(window.left, conv->filter->w, conv->input->w, params->dilation.w);
      convolve_pixel(conv, &window, input, filter, dst);
      dst += conv->output->c;
    }
  }
}

arm_cmsis_nn_status arm_depthwise_conv_s8(const cmsis_nn_context *ctx, const cmsis_nn_dw_conv_params *dw_conv_params,
                                          const cmsis_nn_per_channel_quant_params *quant_params,
                                          const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                          const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                          const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                          const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)ctx;
  (void)bias_dims;
  const depthwise_t conv = {
      .params = dw_conv_params,
      .input = input_dims,
      .filter = filter_dims,
      .output = output_dims,
      .channels = {bias_data, quant_params->multiplier, quant_params->shift},
      .range = {dw_conv_params->output_offset, dw_conv_params->activation.min, dw_conv_params->activation.max},
  };
  for (int32_t image = 0; image < input_dims->n; image++) {
    convolve_image(&conv, input_data, filter_data, output_data);
    input_data += input_dims->h * input_dims->w * input_dims->c;
    output_data += output_dims->h * output_dims->w * output_dims->c;
  }
  return ARM_CMSIS_NN_SUCCESS;
}
