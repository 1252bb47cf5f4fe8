/* Fully connected layers: one vector times the filter matrix for each batch. */
#include <stddef.h>

#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

int32_t arm_fully_connected_s8_get_buffer_size(const cmsis_nn_dims *filter_dims) {
  (void)filter_dims;
  return 0;
}

static arm_cmsis_nn_status fully_connected(const cmsis_nn_fc_params *fc_params, const pf_channels_t *channels,
                                           int32_t channel_step, const cmsis_nn_dims *input_dims,
                                           const int8_t *input_data, const cmsis_nn_dims *filter_dims,
                                           const int8_t *filter_data, const cmsis_nn_dims *output_dims,
                                           int8_t *output_data) {
  if (fc_params->filter_offset != 0) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const pf_output_t output = {fc_params->output_offset, fc_params->activation.min, fc_params->activation.max};
  const pf_product_t product = {1, output_dims->c, filter_dims->n, filter_dims->n, output_dims->c,
                                fc_params->input_offset};
  for (int32_t batch = 0; batch < input_dims->n; batch++) {
    arm_nn_vec_mat_mult_t_s8(input_data, filter_data, output_data, &product, channels, channel_step, &output);
    input_data += filter_dims->n;
    output_data += output_dims->c;
  }
  return ARM_CMSIS_NN_SUCCESS;
}

arm_cmsis_nn_status arm_fully_connected_s8(const cmsis_nn_context *ctx, const cmsis_nn_fc_params *fc_params,
                                           const cmsis_nn_per_tensor_quant_params *quant_params,
                                           const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                           const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                           const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                           const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)ctx;
  (void)bias_dims;
  const pf_channels_t channels = {bias_data, &quant_params->multiplier, &quant_params->shift};
  return fully_connected(fc_params, &channels, 0, input_dims, input_data, filter_dims, filter_data, output_dims,
                         output_data);
}

arm_cmsis_nn_status arm_fully_connected_per_channel_s8(const cmsis_nn_context *ctx,
                                                       const cmsis_nn_fc_params *fc_params,
                                                       const cmsis_nn_per_channel_quant_params *quant_params,
                                                       const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                                       const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                                       const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                                       const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)ctx;
  (void)bias_dims;
  const pf_channels_t channels = {bias_data, quant_params->multiplier, quant_params->shift};
  return fully_connected(fc_params, &channels, 1, input_dims, input_data, filter_dims, filter_data, output_dims,
                         output_data);
}

arm_cmsis_nn_status arm_fully_connected_wrapper_s8(const cmsis_nn_context *ctx, const cmsis_nn_fc_params *fc_params,
                                                   const cmsis_nn_quant_params *quant_params,
                                                   const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                                   const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                                   const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                                   const cmsis_nn_dims *output_dims, int8_t *output_data) {
  (void)ctx;
  (void)bias_dims;
  const pf_channels_t channels = {bias_data, quant_params->multiplier, quant_params->shift};
  return fully_connected(fc_params, &channels, quant_params->is_per_channel ? 1 : 0, input_dims, input_data,
                         filter_dims, filter_data, output_dims, output_data);
}
