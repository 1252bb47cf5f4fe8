#include "ops/softmax.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  pf_reference_softmax_int8(node->data, pf_input(rt, node, 0)->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_softmax_int8 = {
    .prepare = pf_prepare_softmax_int8, .invoke = invoke, .builtin_code = TFLITE_OP_SOFTMAX, .input_type = TFLITE_INT8};
