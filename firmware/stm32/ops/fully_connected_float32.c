#include "ops/fully_connected.h"
#include "ops/weighted_layer.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_float32_layer(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_fully_connected_float32_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_fully_connected_float32_t *layer = node->data;
  pf_range_float_t range;
  const uint8_t activation =
      pf_fb_u8(&rt->file, node->options, TFLITE_FULLY_CONNECTED_ACTIVATION, TFLITE_ACTIVATION_NONE);
  status = pf_activation_range_float(activation, &range);
  layer->activation_min = range.min;
  layer->activation_max = range.max;
  return status != PF_STATUS_OK ? status : pf_fully_connected_matrix(rt, node, &layer->matrix);
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  pf_reference_fully_connected_float32(node->data, layer.input->data, layer.weights->data, pf_bias_data(&layer),
                                       layer.output->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_fully_connected_float32 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_FULLY_CONNECTED, .input_type = TFLITE_FLOAT32};
