/* The general convolution: each output pixel's window is gathered into a column of int16 values (im2col), and two
 * columns at a time are multiplied with all filters of a group. */
#include <string.h>

#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

/* Geometry of one call. */
typedef struct {
  const cmsis_nn_conv_params *params;
  const cmsis_nn_dims *input;
  const cmsis_nn_dims *filter;
  const cmsis_nn_dims *output;
  int32_t groups;
  int32_t filters_per_group;
  int32_t column_length; /* values of one window */
  int32_t column_stride; /* the same, rounded up to whole words of weights */
} convolution_t;

/* Two int16 columns; the second one's upper half takes the window while it is gathered. */
int32_t arm_convolve_s8_get_buffer_size(const cmsis_nn_dims *input_dims, const cmsis_nn_dims *filter_dims) {
  (void)input_dims;
  const int32_t column_stride = pf_round_up_4(filter_dims->w * filter_dims->h * filter_dims->c);
  return 2 * column_stride * (int32_t)sizeof(int16_t);
}

/* Copies the window of output pixel (x, y) at the channels that `input` starts at; padding becomes the zero point. */
static void gather_window(const convolution_t *conv, const int8_t *input, int32_t x, int32_t y, int8_t *window) {
  const cmsis_nn_conv_params *params = conv->params;
  const int32_t channels = conv->filter->c;
  const int32_t left = x * params->stride.w - params->padding.w;
  const int32_t top = y * params->stride.h - params->padding.h;
  for (int32_t filter_y = 0; filter_y < conv->filter->h; filter_y++) {
    const int32_t input_y = top + filter_y * params->dilation.h;
    for (int32_t filter_x = 0; filter_x < conv->filter->w; filter_x++) {
      const int32_t input_x = left + filter_x * params->dilation.w;
      if (input_y < 0 || input_y >= conv->input->h || input_x < 0 || input_x >= conv->input->w) {
        memset(window, (int8_t)-params->input_offset, (size_t)channels);
      } else {
        memcpy(window, input + (input_y * conv->input->w + input_x) * conv->input->c, (size_t)channels);
      }
      window += channels;
    }
  }
}

/* All filters of a group at the single column left over from an odd number of pixels. */
static void multiply_last_column(const int8_t *filters, const int16_t *column, int8_t *dst, int32_t rows,
                                 int32_t length, const pf_channels_t *channels, const pf_output_t *output) {
  for (int32_t row = 0; row < rows; row++) {
    const int16_t *value = column;
    int32_t sum = pf_channel_bias(channels, row);
    int32_t left = length;
#if PF_DSP
    for (; left >= 4; left -= 4) {
      const uint32_t weights = pf_take_s8x4(&filters);
      sum = pf_smlad(pf_sxtb16(weights), pf_take_s16x2(&value), sum);
      sum = pf_smlad(pf_sxtb16_ror8(weights), pf_take_s16x2(&value), sum);
    }
#endif
    for (; left > 0; left--) {
      sum += *filters++ * *value++;
    }
    *dst++ = pf_channel_output(sum, channels, row, output);
  }
}

/* One group of one image: its input channels, its filters, its output channels. */
static void convolve_group(const convolution_t *conv, const int8_t *input, const int8_t *filters,
                           const pf_channels_t *channels, const pf_output_t *output, int16_t *columns, int8_t *dst) {
  const int32_t dst_stride = conv->output->c;
  int32_t waiting = 0;
  for (int32_t y = 0; y < conv->output->h; y++) {
    for (int32_t x = 0; x < conv->output->w; x++) {
      int16_t *column = columns + waiting * conv->column_stride;
      /* The window goes behind the column that is being filled: into the second column, whose own widening then reads
       * ahead of where it writes. */
      int8_t *window = (int8_t *)(columns + conv->column_stride) + waiting * conv->column_stride;
      gather_window(conv, input, x, y, window);
      arm_s8_to_s16_unordered_with_offset(window, column, conv->column_length, conv->params->input_offset);
      waiting++;
      if (waiting == 2) {
        arm_nn_mat_mult_kernel_s8_s16(filters, columns, dst, conv->filters_per_group, conv->column_length,
                                      conv->column_stride, dst_stride, channels, output);
        dst += 2 * dst_stride;
        waiting = 0;
      }
    }
  }
  if (waiting == 1) {
    multiply_last_column(filters, columns, dst, conv->filters_per_group, conv->column_length, channels, output);
  }
}

/* All groups of one image. */
static void convolve_image(const convolution_t *conv, const cmsis_nn_per_channel_quant_params *quant,
                           const int8_t *input, const int8_t *filters, const int32_t *bias, int16_t *columns,
                           int8_t *dst) {
  const pf_output_t output = {conv->params->output_offset, conv->params->activation.min, conv->params->activation.max};
  for (int32_t group = 0; group < conv->groups; group++) {
    const int32_t first = group * conv->filters_per_group;
    const pf_channels_t channels = {bias ? bias + first : NULL, quant->multiplier + first, quant->shift + first};
    convolve_group(conv, input + group * conv->filter->c, filters + first * conv->column_length, &channels, &output,
                   columns, dst + first);
  }
}

arm_cmsis_nn_status arm_convolve_s8(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *conv_params,
                                    const cmsis_nn_per_channel_quant_params *quant_params,
                                    const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                    const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                    const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                    const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)bias_dims;
  if (ctx->buf == NULL || filter_dims->c <= 0 || input_dims->c % filter_dims->c != 0) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const int32_t groups = input_dims->c / filter_dims->c;
  if (output_dims->c % groups != 0) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const int32_t column_length = filter_dims->w * filter_dims->h * filter_dims->c;
  const convolution_t conv = {conv_params, input_dims, filter_dims, output_dims, groups, output_dims->c / groups,
                              column_length, pf_round_up_4(column_length)};
  for (int32_t image = 0; image < input_dims->n; image++) {
    convolve_image(&conv, quant_params, input_data, filter_data, bias_data, ctx->buf, output_data);
    input_data += input_dims->h * input_dims->w * input_dims->c;
    output_data += output_dims->h * output_dims->w * output_dims->c;
  }
  return ARM_CMSIS_NN_SUCCESS;
}
