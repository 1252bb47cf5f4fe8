/* Convolution along one row: a window without padding is N * C_IN neighbours in memory, so the pixels whose windows lie
 * inside the input are rows of a matrix product. The few at the two ends go through the general convolution. */
#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

int32_t arm_convolve_1_x_n_s8_get_buffer_size(const cmsis_nn_conv_params *conv_params,
                                              const cmsis_nn_dims *input_dims, const cmsis_nn_dims *filter_dims,
                                              const cmsis_nn_dims *output_dims) {
  (void)conv_params;
  (void)output_dims;
  return arm_convolve_s8_get_buffer_size(input_dims, filter_dims);
}

/* Output pixels [start, end) whose windows need no padding; start == end if there are none. */
typedef struct {
  int32_t start;
  int32_t end;
} inside_t;

static inside_t pixels_inside(const cmsis_nn_conv_params *params, int32_t input_width, int32_t filter_width,
                              int32_t output_width) {
  const int32_t stride = params->stride.w;
  const int32_t start = (params->padding.w + stride - 1) / stride;
  const int32_t last_origin = input_width - filter_width + params->padding.w;
  const int32_t end = last_origin < 0 ? 0 : last_origin / stride + 1;
  const inside_t inside = {pf_min(start, output_width), pf_max(pf_min(start, output_width), pf_min(end, output_width))};
  return inside;
}

/* Output pixels [from, to) of one image through the general convolution, by shifting the padding. */
static arm_cmsis_nn_status convolve_end(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *conv_params,
                                        const cmsis_nn_per_channel_quant_params *quant_params,
                                        const cmsis_nn_dims *input_dims, const int8_t *input,
                                        const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                        const cmsis_nn_dims *bias_dims, const int32_t *bias_data, int32_t output_depth,
                                        int32_t from, int32_t to, int8_t *output) {
  if (from >= to) {
    return ARM_CMSIS_NN_SUCCESS;
  }
  cmsis_nn_conv_params params = *conv_params;
  params.padding.w -= from * conv_params->stride.w;
  const cmsis_nn_dims one_image = {1, input_dims->h, input_dims->w, input_dims->c};
  const cmsis_nn_dims pixels = {1, 1, to - from, output_depth};
  return arm_convolve_s8(ctx, &params, quant_params, &one_image, input, filter_dims, filter_data, bias_dims, bias_data,
                         &pixels, output + from * output_depth);
}

arm_cmsis_nn_status arm_convolve_1_x_n_s8(const cmsis_nn_context *ctx, const cmsis_nn_conv_params *conv_params,
                                          const cmsis_nn_per_channel_quant_params *quant_params,
                                          const cmsis_nn_dims *input_dims, const int8_t *input_data,
                                          const cmsis_nn_dims *filter_dims, const int8_t *filter_data,
                                          const cmsis_nn_dims *bias_dims, const int32_t *bias_data,
                                          const cmsis_nn_dims *output_dims, int8_t *output_data) {
  if (input_dims->h != 1 || output_dims->h != 1 || filter_dims->h != 1 || conv_params->dilation.w != 1 ||
      conv_params->padding.h != 0 || filter_dims->c != input_dims->c) {
    return ARM_CMSIS_NN_ARG_ERROR;
  }
  const int32_t depth = output_dims->c;
  const int32_t stride = conv_params->stride.w * input_dims->c;
  const inside_t inside = pixels_inside(conv_params, input_dims->w, filter_dims->w, output_dims->w);
  const pf_channels_t channels = {bias_data, quant_params->multiplier, quant_params->shift};
  const pf_output_t output = {conv_params->output_offset, conv_params->activation.min, conv_params->activation.max};
  const pf_product_t product = {inside.end - inside.start, depth, filter_dims->w * filter_dims->c, stride, depth,
                                conv_params->input_offset};

  for (int32_t image = 0; image < input_dims->n; image++) {
    arm_cmsis_nn_status status =
        convolve_end(ctx, conv_params, quant_params, input_dims, input_data, filter_dims, filter_data, bias_dims,
                     bias_data, depth, 0, inside.start, output_data);
    if (status == ARM_CMSIS_NN_SUCCESS) {
      const int8_t *first = input_data + inside.start * stride - conv_params->padding.w * input_dims->c;
      arm_nn_mat_mult_nt_t_s8(first, filter_data, output_data + inside.start * depth, &product, &channels, &output);
      status = convolve_end(ctx, conv_params, quant_params, input_dims, input_data, filter_dims, filter_data,
                            bias_dims, bias_data, depth, inside.end, output_dims->w, output_data);
    }
    if (status != ARM_CMSIS_NN_SUCCESS) {
      return status;
    }
    input_data += input_dims->w * input_dims->c;
    output_data += output_dims->w * depth;
  }
  return ARM_CMSIS_NN_SUCCESS;
}
