#include "ops/unary.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  return pf_prepare_sigmoid_int8(rt, node, (pf_quantization_t){.scale = 1.0f / 128.0f, .zero_point = 0});
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  pf_reference_tanh_int8(node->data, pf_tensor_elements(input), input->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_tanh_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_TANH, .input_type = TFLITE_INT8};
