#include "kernels/reference/depthwise_conv_2d.h"
#include "ops/conv_2d.h"
#include "ops/tensor_shape.h"
#include "ops/weighted_layer.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  const pf_shape4_t input_shape = pf_shape4(layer.input);
  const pf_shape4_t filter_shape = pf_shape4(layer.weights);
  const pf_shape4_t output_shape = pf_shape4(layer.output);
  pf_reference_depthwise_conv_2d_float32(node->data, &input_shape, layer.input->data, &filter_shape,
                                         layer.weights->data, pf_bias_data(&layer), &output_shape,
                                         layer.output->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_depthwise_conv_2d_float32 = {.prepare = pf_prepare_depthwise_conv_2d_float32,
                                                 .invoke = invoke,
                                                 .builtin_code = TFLITE_OP_DEPTHWISE_CONV_2D,
                                                 .input_type = TFLITE_FLOAT32};
