#include "ops/mean.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  const pf_status_t status = pf_allocate_data(rt, node, sizeof(pf_reduction_t));
  return status != PF_STATUS_OK ? status : pf_mean_reduction(rt, node, node->data);
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  pf_reference_mean_float32(node->data, pf_input(rt, node, 0)->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_mean_float32 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_MEAN, .input_type = TFLITE_FLOAT32};
