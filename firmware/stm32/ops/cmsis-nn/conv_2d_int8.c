#include "arm_nnfunctions.h"
#include "ops/cmsis-nn/arguments.h"
#include "ops/conv_2d.h"
#include "ops/weighted_layer.h"

static cmsis_nn_conv_params parameters(const pf_conv_int8_t *conv) {
  return (cmsis_nn_conv_params){
      .input_offset = conv->input_offset,
      .output_offset = conv->output_offset,
      .stride = pf_cmsis_nn_stride(&conv->window),
      .padding = pf_cmsis_nn_padding(&conv->window),
      .dilation = pf_cmsis_nn_dilation(&conv->window),
      .activation = {.min = conv->activation_min, .max = conv->activation_max},
  };
}

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  const pf_status_t status = pf_prepare_conv_2d_int8(rt, node);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  const cmsis_nn_conv_params params = parameters(node->data);
  const cmsis_nn_dims input = pf_cmsis_nn_dims(layer.input);
  const cmsis_nn_dims filter = pf_cmsis_nn_dims(layer.weights);
  const cmsis_nn_dims output = pf_cmsis_nn_dims(layer.output);
  node->scratch_bytes = (uint32_t)arm_convolve_wrapper_s8_get_buffer_size(&params, &input, &filter, &output);
  return PF_STATUS_OK;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  const pf_conv_int8_t *conv = node->data;
  const cmsis_nn_conv_params params = parameters(conv);
  const cmsis_nn_per_channel_quant_params quantization = {.multiplier = conv->multipliers, .shift = conv->shifts};
  const cmsis_nn_context context = pf_cmsis_nn_context(node);
  const cmsis_nn_dims input = pf_cmsis_nn_dims(layer.input);
  const cmsis_nn_dims filter = pf_cmsis_nn_dims(layer.weights);
  const cmsis_nn_dims output = pf_cmsis_nn_dims(layer.output);
  const cmsis_nn_dims bias = {.n = 1, .h = 1, .w = 1, .c = output.c};
  return pf_cmsis_nn_status(arm_convolve_wrapper_s8(
      &context, &params, &quantization, &input, layer.input->data, &filter, layer.weights->data, &bias,
      pf_bias_data(&layer), &output, layer.output->data));
}

const pf_op_t pf_op_conv_2d_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_CONV_2D, .input_type = TFLITE_INT8};
