/* Which convolution a layer gets. */
#include "arm_nnfunctions.h"

typedef enum { CONVOLVE_GENERAL, CONVOLVE_1X1_FAST, CONVOLVE_1X1, CONVOLVE_1_X_N } choice_t;

static choice_t choose(const cmsis_nn_conv_params *params, const cmsis_nn_dims *input_dims,
                       const cmsis_nn_dims *filter_dims, const cmsis_nn_dims *output_dims) {
  const int grouped = filter_dims->c != input_dims->c;
  if (grouped || params->padding.h != 0 || params->dilation.w != 1) {
    return CONVOLVE_GENERAL;
  }
  if (params->padding.w == 0 && filter_dims->w == 1 && filter_dims->h == 1 && params->dilation.h == 1) {
    return params->stride.w == 1 && params->stride.h == 1 ? CONVOLVE_1X1_FAST : CONVOLVE_1X1;
  }
  /* CMSIS-NN takes 1xN only where a step of the window is a whole number of words. */
  if (input_dims->h == 1 && output_dims->h == 1 && filter_dims->h == 1 &&
      params->stride.w * input_dims->c % 4 == 0) {
    return CONVOLVE_1_X_N;
  }
  return CONVOLVE_GENERAL;
}

int32_t arm_convolve_wrapper_s8_get_buffer_size(const cmsis_nn_conv_params *conv_params,
                                                const cmsis_nn_dims *input_dims, const cmsis_nn_dims *filter_dims,
                                                const cmsis_nn_dims *output_dims) {
  switch (choose(conv_params, input_dims, filter_dims, output_dims)) {
    case CONVOLVE_1X1_FAST:
      return arm_convolve_1x1_s8_fast_get_buffer_size(input_dims);
    case CONVOLVE_1X1:
      return 0;
    case CONVOLVE_1_X_N:
      return arm_convolve_1_x_n_s8_get_buffer_size(conv_params, input_dims, filter_dims, output_dims);
    default:
      return arm_convolve_s8_get_buffer_size(input_dims, filter_dims);
  }
}

arm_cmsis_nn_status arm_convolve_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *conv_params,
                                            const cmsis_nn_per_channel_quant_params *quant_params,
                                            const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                            const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                            const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                            const cmsis_nn_dims *output_dims, int8_t *output_data) {
  switch (choose(conv_params, input_dims, filter_dims, output_dims)) {
    case CONVOLVE_1X1_FAST:
      return arm_convolve_1x1_s8_fast(ctx, conv_params, quant_params, input_dims, input_data, filter_dims, filter_data,
                                      bias_dims, bias_data, output_dims, output_data);
    case CONVOLVE_1X1:
      return arm_convolve_1x1_s8(ctx, conv_params, quant_params, input_dims, input_data, filter_dims, filter_data,
                                 bias_dims, bias_data, output_dims, output_data);
    case CONVOLVE_1_X_N:
      return arm_convolve_1_x_n_s8(ctx, conv_params, quant_params, input_dims, input_data, filter_dims, filter_data,
                                   bias_dims, bias_data, output_dims, output_data);
    default:
      return arm_convolve_s8(ctx, conv_params, quant_params, input_dims, input_data, filter_dims, filter_data,
                             bias_dims, bias_data, output_dims, output_data);
  }
}
