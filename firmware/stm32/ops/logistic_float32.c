#include "ops/unary.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  pf_reference_logistic_float32(pf_tensor_elements(input), input->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_logistic_float32 = {
    .prepare = pf_prepare_unary, .invoke = invoke, .builtin_code = TFLITE_OP_LOGISTIC, .input_type = TFLITE_FLOAT32};
