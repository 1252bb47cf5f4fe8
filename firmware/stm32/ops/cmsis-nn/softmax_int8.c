#include "arm_nnfunctions.h"
#include "ops/softmax.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_softmax_int8_t *softmax = node->data;
  arm_softmax_s8(pf_input(rt, node, 0)->data, (int32_t)softmax->rows, (int32_t)softmax->depth, softmax->multiplier,
                 softmax->shift, softmax->diff_min, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_softmax_int8 = {
    .prepare = pf_prepare_softmax_int8, .invoke = invoke, .builtin_code = TFLITE_OP_SOFTMAX, .input_type = TFLITE_INT8};
