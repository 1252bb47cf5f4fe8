/* Depthwise convolution with one filter a channel, through im2col: the window of an output pixel is gathered as int16
 * values, all channels of a tap together, and then four channels at a time meet two taps at a time. Cores without the
 * DSP instructions have nothing to gain from it and take the general function. */
#include <stddef.h>
#include <string.h>

#include "arm_nnfunctions.h"
#include "pf_window.h"

int32_t arm_depthwise_conv_s8_opt_get_buffer_size(const cmsis_nn_dims *input_dims, const cmsis_nn_dims *filter_dims) {
#if PF_DSP
  return input_dims->c * filter_dims->w * filter_dims->h * (int32_t)sizeof(int16_t);
#else
  (void)input_dims;
  (void)filter_dims;
  return 0;
#endif
}

#if PF_DSP

/* Geometry of one call. */
typedef struct {
  const cmsis_nn_dw_conv_params *params;
  const cmsis_nn_dims *input;
  int32_t filter_width;
  int32_t filter_height;
  pf_channels_t channels;
  pf_output_t range;
} depthwise_t;

/* Sums of four neighbouring channels. */
typedef struct {
  int32_t s0;
  int32_t s1;
  int32_t s2;
  int32_t s3;
} sums_t;

/* Widens a run of values, in order, and adds `offset`. */
static void widen(const int8_t *from, int16_t *to, int32_t length, int32_t offset) {
  const uint32_t offset_pair = pf_pair(offset);
  int32_t left = length;
  for (; left >= 4; left -= 4) {
    const uint32_t word = pf_load_s8x4(from);
    const uint32_t even = pf_sxtab16(offset_pair, word);
    const uint32_t odd = pf_sxtab16_ror8(offset_pair, word);
    pf_store_s16x2(to, pf_pkhbt_lsl16(even, odd));
    pf_store_s16x2(to + 2, pf_pkhtb_asr16(odd, even));
    from += 4;
    to += 4;
  }
  for (; left > 0; left--) {
    *to++ = (int16_t)(*from++ + offset);
  }
}

/* The window whose first tap is at (left, top) of the input; taps in the padding are zeros. */
static void gather_window(const depthwise_t *conv, const int8_t *input, int32_t left, int32_t top, int16_t *window) {
  const int32_t depth = conv->input->c;
  for (int32_t y = top; y < top + conv->filter_height; y++) {
    for (int32_t x = left; x < left + conv->filter_width; x++) {
      if (y < 0 || y >= conv->input->h || x < 0 || x >= conv->input->w) {
        memset(window, 0, (size_t)depth * sizeof *window);
      } else {
        widen(input + (y * conv->input->w + x) * depth, window, depth, conv->params->input_offset);
      }
      window += depth;
    }
  }
}

/* Two taps of four channels: `depth` apart, values and weights. The halves are sorted so that a pair holds the two taps
 * of one channel. */
PF_INLINE void add_two_taps(sums_t *sums, const int16_t *values, const int8_t *filter, int32_t depth) {
  const uint32_t weights0 = pf_load_s8x4(filter);
  const uint32_t weights1 = pf_load_s8x4(filter + depth);
  const uint32_t w0_even = pf_sxtb16(weights0);
  const uint32_t w0_odd = pf_sxtb16_ror8(weights0);
  const uint32_t w1_even = pf_sxtb16(weights1);
  const uint32_t w1_odd = pf_sxtb16_ror8(weights1);
  const uint32_t low0 = pf_load_s16x2(values);
  const uint32_t low1 = pf_load_s16x2(values + depth);
  sums->s0 = pf_smlad(pf_pkhbt_lsl16(low0, low1), pf_pkhbt_lsl16(w0_even, w1_even), sums->s0);
  sums->s1 = pf_smlad(pf_pkhtb_asr16(low1, low0), pf_pkhbt_lsl16(w0_odd, w1_odd), sums->s1);
  const uint32_t high0 = pf_load_s16x2(values + 2);
  const uint32_t high1 = pf_load_s16x2(values + depth + 2);
  sums->s2 = pf_smlad(pf_pkhbt_lsl16(high0, high1), pf_pkhtb_asr16(w1_even, w0_even), sums->s2);
  sums->s3 = pf_smlad(pf_pkhtb_asr16(high1, high0), pf_pkhtb_asr16(w1_odd, w0_odd), sums->s3);
}

static void convolve_four(const depthwise_t *conv, const int16_t *window, const int8_t *filter, int32_t channel,
                          int8_t *dst) {
  const int32_t depth = conv->input->c;
  sums_t sums = {pf_channel_bias(&conv->channels, channel), pf_channel_bias(&conv->channels, channel + 1),
                 pf_channel_bias(&conv->channels, channel + 2), pf_channel_bias(&conv->channels, channel + 3)};
  const int16_t *values = window + channel;
  const int8_t *weights = filter + channel;
  int32_t taps = conv->filter_width * conv->filter_height;
  for (; taps >= 2; taps -= 2) {
    add_two_taps(&sums, values, weights, depth);
    values += 2 * depth;
    weights += 2 * depth;
  }
  if (taps > 0) {
    sums.s0 += values[0] * weights[0];
    sums.s1 += values[1] * weights[1];
    sums.s2 += values[2] * weights[2];
    sums.s3 += values[3] * weights[3];
  }
  const int32_t totals[4] = {sums.s0, sums.s1, sums.s2, sums.s3};
  pf_four_channel_outputs(totals, &conv->channels, channel, &conv->range, dst);
}

static int8_t convolve_one(const depthwise_t *conv, const int16_t *window, const int8_t *filter, int32_t channel) {
  const int32_t depth = conv->input->c;
  const int32_t length = conv->filter_width * conv->filter_height * depth;
  int32_t sum = pf_channel_bias(&conv->channels, channel);
  for (int32_t i = channel; i < length; i += depth) {
    sum += window[i] * filter[i];
  }
  return pf_channel_output(sum, &conv->channels, channel, &conv->range);
}

/* All channels of one pixel. */
static void convolve_pixel(const depthwise_t *conv, const int16_t *window, const int8_t *filter, int8_t *dst) {
  const int32_t depth = conv->input->c;
  int32_t channel = 0;
  for (; channel + 4 <= depth; channel += 4) {
    convolve_four(conv, window, filter, channel, dst + channel);
  }
  for (; channel < depth; channel++) {
    dst[channel] = convolve_one(conv, window, filter, channel);
  }
}

#endif

arm_cmsis_nn_status arm_depthwise_conv_s8_opt(const cmsis_nn_context *ctx,
                                              const cmsis_nn_dw_conv_params *dw_conv_params,
                                              const cmsis_nn_per_channel_quant_params *quant_params,
                                              const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                              const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                              const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                              const cmsis_nn_dims *output_dims, int8_t *output_data) {
  const cmsis_nn_dw_conv_params *params = dw_conv_params;
  if (input_dims->n != 1 || params->ch_mult != 1 || input_dims->c != output_dims->c || params->dilation.w != 1 ||
      params->dilation.h != 1) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
#if PF_DSP
  (void)bias_dims;
  if (ctx->buf == NULL) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const depthwise_t conv = {
      .params = params,
      .input = input_dims,
      .filter_width = filter_dims->w,
      .filter_height = filter_dims->h,
      .channels = {bias_data, quant_params->multiplier, quant_params->shift},
      .range = {params->output_offset, params->activation.min, params->activation.max},
  };
  int16_t *window = ctx->buf;
  for (int32_t y = 0; y < output_dims->h; y++) {
    for (int32_t x = 0; x < output_dims->w; x++) {
      gather_window(&conv, input_data, x * params->stride.w - params->padding.w,
                    y * params->stride.h - params->padding.h, window);
      convolve_pixel(&conv, window, filter_data, output_data);
      output_data += output_dims->c;
    }
  }
  return ARM_CMSIS_NN_SUCCESS;
#else
  return arm_depthwise_conv_s8(ctx, params, quant_params, input_dims, input_data, filter_dims, filter_data, bias_dims,
                               bias_data, output_dims, output_data);
#endif
}
