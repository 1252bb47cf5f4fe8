/* 1x1 convolution at any stride: one matrix product a row of the output, whose pixels are `stride.w` apart. */
#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

arm_cmsis_nn_status arm_convolve_1x1_s8(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *conv_params,
                                        const cmsis_nn_per_channel_quant_params *quant_params,
                                        const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                        const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                        const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                        const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)ctx;
  (void)bias_dims;
  if (filter_dims->h != 1 || filter_dims->w != 1 || conv_params->padding.w != 0 || conv_params->padding.h != 0) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const pf_channels_t channels = {bias_data, quant_params->multiplier, quant_params->shift};
  const pf_output_t output = {conv_params->output_offset, conv_params->activation.min, conv_params->activation.max};
  const pf_product_t product = {output_dims->w, output_dims->c, input_dims->c,
                                input_dims->c * conv_params->stride.w, output_dims->c, conv_params->input_offset};
  const int32_t input_row = input_dims->w * input_dims->c;
  for (int32_t image = 0; image < input_dims->n; image++) {
    for (int32_t y = 0; y < output_dims->h; y++) {
      const int8_t *row = input_data + y * conv_params->stride.h * input_row;
      arm_nn_mat_mult_nt_t_s8(row, filter_data, output_data, &product, &channels, &output);
      output_data += output_dims->w * output_dims->c;
    }
    input_data += input_dims->h * input_row;
  }
  return ARM_CMSIS_NN_SUCCESS;
}
