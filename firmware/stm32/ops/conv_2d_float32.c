#include "kernels/reference/conv_2d.h"
#include "ops/conv_2d_window.h"
#include "ops/tensor_shape.h"
#include "ops/weighted_layer.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_float32_layer(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_conv_float32_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_conv_float32_t *conv = node->data;
  pf_range_float_t range;
  const uint8_t activation = pf_fb_u8(&rt->file, node->options, TFLITE_CONV_2D_ACTIVATION, TFLITE_ACTIVATION_NONE);
  status = pf_activation_range_float(activation, &range);
  conv->activation_min = range.min;
  conv->activation_max = range.max;
  return status != PF_STATUS_OK ? status : pf_conv_2d_window(rt, node, &conv->window);
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  const pf_shape4_t input_shape = pf_shape4(layer.input);
  const pf_shape4_t filter_shape = pf_shape4(layer.weights);
  const pf_shape4_t output_shape = pf_shape4(layer.output);
  pf_reference_conv_2d_float32(node->data, &input_shape, layer.input->data, &filter_shape, layer.weights->data,
                               pf_bias_data(&layer), &output_shape, layer.output->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_conv_2d_float32 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_CONV_2D, .input_type = TFLITE_FLOAT32};
