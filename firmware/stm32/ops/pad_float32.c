#include "ops/pad.h"
#include "ops/tensor_shape.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  const pf_shape4_t input_shape = pf_shape4(input);
  const pf_shape4_t output_shape = pf_shape4(output);
  pf_reference_pad_float32(node->data, 0.0f, &input_shape, input->data, &output_shape, output->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_pad_float32 = {
    .prepare = pf_prepare_pad, .invoke = invoke, .builtin_code = TFLITE_OP_PAD, .input_type = TFLITE_FLOAT32};
