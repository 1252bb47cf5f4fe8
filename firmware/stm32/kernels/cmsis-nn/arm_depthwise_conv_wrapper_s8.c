/* Which depthwise convolution a layer gets. */
#include "arm_nnfunctions.h"
#include "pf_dsp.h"

typedef enum { DEPTHWISE_GENERAL, DEPTHWISE_3X3, DEPTHWISE_IM2COL } choice_t;

static choice_t choose(const cmsis_nn_dw_conv_params *params, const cmsis_nn_dims *input_dims,
                       const cmsis_nn_dims *filter_dims) {
  if (params->ch_mult != 1 || input_dims->n != 1 || params->dilation.w != 1 || params->dilation.h != 1) {
    return DEPTHWISE_GENERAL;
  }
#if PF_DSP
  if (filter_dims->w == 3 && filter_dims->h == 3 && params->padding.h <= 1 && params->padding.w <= 1) {
    return DEPTHWISE_3X3;
  }
#else
  (void)filter_dims;
#endif
  return DEPTHWISE_IM2COL;
}

int32_t arm_depthwise_conv_wrapper_s8_get_buffer_size(const cmsis_nn_dw_conv_params *dw_conv_params,
                                                      const cmsis_nn_dims *input_dims,
                                                      const cmsis_nn_dims *filter_dims,
                                                      const cmsis_nn_dims *output_dims) {
  (void)output_dims;
  if (choose(dw_conv_params, input_dims, filter_dims) != DEPTHWISE_IM2COL) {
    return 0;
  }
  return arm_depthwise_conv_s8_opt_get_buffer_size(input_dims, filter_dims);
}

arm_cmsis_nn_status arm_depthwise_conv_wrapper_s8(const cmsis_nn_context *ctx,
                                                  const cmsis_nn_dw_conv_params *dw_conv_params,
                                                  const cmsis_nn_per_channel_quant_params *quant_params,
                                                  const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                                  const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                                  const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                                  const cmsis_nn_dims *output_dims, int8_t *output_data) {
  switch (choose(dw_conv_params, input_dims, filter_dims)) {
    case DEPTHWISE_3X3:
      return arm_depthwise_conv_3x3_s8(ctx, dw_conv_params, quant_params, input_dims, input_data, filter_dims,
                                       filter_data, bias_dims, bias_data, output_dims, output_data);
    case DEPTHWISE_IM2COL:
      return arm_depthwise_conv_s8_opt(ctx, dw_conv_params, quant_params, input_dims, input_data, filter_dims,
                                       filter_data, bias_dims, bias_data, output_dims, output_data);
    default:
      return arm_depthwise_conv_s8(ctx, dw_conv_params, quant_params, input_dims, input_data, filter_dims, filter_data,
                                   bias_dims, bias_data, output_dims, output_data);
  }
}
