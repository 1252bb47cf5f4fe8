#include "ops/requantize.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (pf_only_flips_sign(rt, node)) {
    pf_reference_flip_sign_bits(pf_tensor_elements(input), input->data, output->data);
  } else {
    pf_reference_requantize_int8(node->data, pf_tensor_elements(input), input->data, output->data);
  }
  return PF_STATUS_OK;
}

const pf_op_t pf_op_quantize_int8 = {.prepare = pf_prepare_requantize,
                                   .invoke = invoke,
                                   .builtin_code = TFLITE_OP_QUANTIZE,
                                   .input_type = TFLITE_INT8};
