#include "ops/op.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  const pf_status_t status = pf_check_arity(node, 1, 1);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (output->type != TFLITE_INT32) {
    return PF_STATUS_TENSOR_TYPE;
  }
  return pf_tensor_elements(output) == pf_input(rt, node, 0)->rank ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  int32_t *output = pf_output(rt, node, 0)->data;
  for (uint32_t i = 0; i < input->rank; ++i) {
    output[i] = input->dims[i];
  }
  return PF_STATUS_OK;
}

const pf_op_t pf_op_shape_any = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_SHAPE, .input_type = PF_TYPE_ANY};
