/* Depthwise 3x3 convolution without im2col: four channels at a time, straight from the input. */
#include "arm_nnfunctions.h"
#include "pf_window.h"

/* Sums of four neighbouring channels. */
typedef struct {
  int32_t s0;
  int32_t s1;
  int32_t s2;
  int32_t s3;
} sums_t;

PF_INLINE int32_t byte_of(uint32_t word, int32_t index) { return (int8_t)(uint8_t)(word >> (8 * index)); }

/* One tap of four channels. */
PF_INLINE void add_tap(sums_t *sums, const int8_t *input, const int8_t *filter, int32_t input_offset) {
  const uint32_t values = pf_load_s8x4(input);
  const uint32_t weights = pf_load_s8x4(filter);
  sums->s0 += (byte_of(values, 0) + input_offset) * byte_of(weights, 0);
  sums->s1 += (byte_of(values, 1) + input_offset) * byte_of(weights, 1);
  sums->s2 += (byte_of(values, 2) + input_offset) * byte_of(weights, 2);
  sums->s3 += (byte_of(values, 3) + input_offset) * byte_of(weights, 3);
}

/* Geometry of one call. */
typedef struct {
  int32_t depth;      /* channels */
  int32_t row_stride; /* elements of an input row */
  int32_t input_offset;
  pf_channels_t channels;
  pf_output_t range;
} depthwise_t;

/* The part of one output pixel's window inside the input; `input` and `filter` are at its first tap's first channel. */
typedef struct {
  const int8_t *input;
  const int8_t *filter;
  int32_t rows;
  pf_span_t cols;
} window_t;

static void convolve_four(const depthwise_t *conv, const window_t *window, int32_t channel, int8_t *dst) {
  sums_t sums = {pf_channel_bias(&conv->channels, channel), pf_channel_bias(&conv->channels, channel + 1),
                 pf_channel_bias(&conv->channels, channel + 2), pf_channel_bias(&conv->channels, channel + 3)};
  const int8_t *input = window->input + channel;
  const int8_t *filter = window->filter + channel;
  const int32_t depth = conv->depth;
  for (int32_t row = 0; row < window->rows; row++) {
    /* With at most one column of padding a side, the middle tap is always inside. */
    if (window->cols.start == 0) {
      add_tap(&sums, input, filter, conv->input_offset);
    }
    add_tap(&sums, input + depth, filter + depth, conv->input_offset);
    if (window->cols.end == 3) {
      add_tap(&sums, input + 2 * depth, filter + 2 * depth, conv->input_offset);
    }
    input += conv->row_stride;
    filter += 3 * depth;
  }
  const int32_t totals[4] = {sums.s0, sums.s1, sums.s2, sums.s3};
  pf_four_channel_outputs(totals, &conv->channels, channel, &conv->range, dst);
}

static int8_t convolve_one(const depthwise_t *conv, const window_t *window, int32_t channel) {
  int32_t sum = pf_channel_bias(&conv->channels, channel);
  for (int32_t row = 0; row < window->rows; row++) {
    for (int32_t col = window->cols.start; col < window->cols.end; col++) {
      const int32_t value = window->input[row * conv->row_stride + col * conv->depth + channel];
      sum += (value + conv->input_offset) * window->filter[(row * 3 + col) * conv->depth + channel];
    }
  }
  return pf_channel_output(sum, &conv->channels, channel, &conv->range);
}

/* All channels of one pixel. */
static void convolve_pixel(const depthwise_t *conv, const window_t *window, int8_t *dst) {
  int32_t channel = 0;
  for (; channel + 4 <= conv->depth; channel += 4) {
    convolve_four(conv, window, channel, dst + channel);
  }
  for (; channel < conv->depth; channel++) {
    dst[channel] = convolve_one(conv, window, channel);
  }
}

arm_cmsis_nn_status arm_depthwise_conv_3x3_s8(const cmsis_nn_context *ctx,
                                              const cmsis_nn_dw_conv_params *dw_conv_params,
                                              const cmsis_nn_per_channel_quant_params *quant_params,
                                              const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                              const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                              const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                              const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)ctx;
  (void)bias_dims;
  const cmsis_nn_dw_conv_params *params = dw_conv_params;
  const int32_t last_middle = (output_dims->w - 1) * params->stride.w - params->padding.w + 1;
  if (input_dims->n != 1 || input_dims->c != output_dims->c || filter_dims->w != 3 || filter_dims->h != 3 ||
      params->padding.w < 0 || params->padding.w > 1 || last_middle >= input_dims->w || params->dilation.w != 1 ||
      params->dilation.h != 1) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const depthwise_t conv = {
      .depth = input_dims->c,
      .row_stride = input_dims->w * input_dims->c,
      .input_offset = params->input_offset,
      .channels = {bias_data, quant_params->multiplier, quant_params->shift},
      .range = {params->output_offset, params->activation.min, params->activation.max},
  };
  for (int32_t y = 0; y < output_dims->h; y++) {
    const int32_t top = y * params->stride.h - params->padding.h;
    const pf_span_t rows = pf_window(top, 3, input_dims->h);
    for (int32_t x = 0; x < output_dims->w; x++) {
      const int32_t left = x * params->stride.w - params->padding.w;
      const window_t window = {
          .input = input_data + (top + rows.start) * conv.row_stride + left * conv.depth,
          .filter = filter_data + rows.start * 3 * conv.depth,
          .rows = rows.end - rows.start,
          .cols = pf_window(left, 3, input_dims->w),
      };
      convolve_pixel(&conv, &window, output_data);
      output_data += conv.depth;
    }
  }
  return ARM_CMSIS_NN_SUCCESS;
}
