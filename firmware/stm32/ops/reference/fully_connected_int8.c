#include "ops/fully_connected.h"
#include "ops/weighted_layer.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  pf_reference_fully_connected_int8(node->data, layer.input->data, layer.weights->data, pf_bias_data(&layer),
                                    layer.output->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_fully_connected_int8 = {.prepare = pf_prepare_fully_connected_int8,
                                            .invoke = invoke,
                                            .builtin_code = TFLITE_OP_FULLY_CONNECTED,
                                            .input_type = TFLITE_INT8};
