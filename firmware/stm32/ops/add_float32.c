#include "kernels/reference/add.h"
#include "ops/binary.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  return pf_prepare_binary_float32(rt, node, TFLITE_ADD_ACTIVATION);
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_binary_t tensors = pf_binary(rt, node);
  const pf_range_float_t *range = node->data;
  const float *input1 = tensors.input1->data;
  const float *input2 = tensors.input2->data;
  if (pf_is_broadcast(&tensors)) {
    const pf_broadcast_t broadcast = pf_broadcast(&tensors);
    pf_reference_broadcast_add_float32(range->min, range->max, &broadcast, input1, input2, tensors.output->data);
  } else {
    pf_reference_add_float32(range->min, range->max, pf_tensor_elements(tensors.output), input1, input2,
                             tensors.output->data);
  }
  return PF_STATUS_OK;
}

const pf_op_t pf_op_add_float32 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_ADD, .input_type = TFLITE_FLOAT32};
