#include "ops/binary.h"
#include "ops/mul.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_binary_t tensors = pf_binary(rt, node);
  const int8_t *input1 = tensors.input1->data;
  const int8_t *input2 = tensors.input2->data;
  if (pf_is_broadcast(&tensors)) {
    const pf_broadcast_t broadcast = pf_broadcast(&tensors);
    pf_reference_broadcast_mul_int8(node->data, &broadcast, input1, input2, tensors.output->data);
  } else {
    pf_reference_mul_int8(node->data, pf_tensor_elements(tensors.output), input1, input2, tensors.output->data);
  }
  return PF_STATUS_OK;
}

const pf_op_t pf_op_mul_int8 = {
    .prepare = pf_prepare_mul_int8, .invoke = invoke, .builtin_code = TFLITE_OP_MUL, .input_type = TFLITE_INT8};
