/* 1x1 convolution at stride 1: one matrix product over all pixels, no gathering. */
#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

int32_t arm_convolve_1x1_s8_fast_get_buffer_size(const cmsis_nn_dims *input_dims) {
  (void)input_dims;
  return 0;
}

arm_cmsis_nn_status arm_convolve_1x1_s8_fast(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *conv_params,
                                             const cmsis_nn_per_channel_quant_params *quant_params,
                                             const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                             const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                             const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                             const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)ctx;
  (void)bias_dims;
  if (filter_dims->h != 1 || filter_dims->w != 1 || conv_params->padding.w != 0 || conv_params->padding.h != 0 ||
      conv_params->stride.w != 1 || conv_params->stride.h != 1) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const pf_channels_t channels = {bias_data, quant_params->multiplier, quant_params->shift};
  const pf_output_t output = {conv_params->output_offset, conv_params->activation.min, conv_params->activation.max};
  const pf_product_t product = {input_dims->n * input_dims->h * input_dims->w, output_dims->c, input_dims->c,
                                input_dims->c, output_dims->c, conv_params->input_offset};
  arm_nn_mat_mult_nt_t_s8(input_data, filter_data, output_data, &product, &channels, &output);
  return ARM_CMSIS_NN_SUCCESS;
}
