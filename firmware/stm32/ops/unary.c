#include "ops/unary.h"

#include "ops/tensor_shape.h"

pf_status_t pf_prepare_unary(pf_runtime_t *rt, pf_node_t *node) {
  const pf_status_t status = pf_check_arity(node, 1, 1);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (input->type != output->type) {
    return PF_STATUS_TENSOR_TYPE;
  }
  return pf_same_shape(input, output) ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

pf_status_t pf_check_unary_int8(pf_runtime_t *rt, pf_node_t *node, pf_quantization_t *input,
                                pf_quantization_t *output) {
  pf_status_t status = pf_prepare_unary(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_tensor_quantization(rt, pf_input(rt, node, 0), input);
  }
  return status != PF_STATUS_OK ? status : pf_tensor_quantization(rt, pf_output(rt, node, 0), output);
}

pf_status_t pf_prepare_sigmoid_int8(pf_runtime_t *rt, pf_node_t *node, pf_quantization_t fixed_output) {
  pf_quantization_t input;
  pf_quantization_t output;
  pf_status_t status = pf_check_unary_int8(rt, node, &input, &output);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_sigmoid_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const double to_q4_27 = (double)(1 << (31 - PF_SIGMOID_INTEGER_BITS));
  const pf_multiplier_t multiplier = pf_quantize_multiplier((double)input.scale * to_q4_27);
  /* An input scale this small or large leaves the range of the fixed-point format. */
  if (output.scale != fixed_output.scale || output.zero_point != fixed_output.zero_point || multiplier.shift < 0 ||
      multiplier.shift > 31) {
    return PF_STATUS_QUANTIZATION;
  }
  *(pf_sigmoid_int8_t *)node->data =
      (pf_sigmoid_int8_t){.input_zero_point = input.zero_point,
                          .input_radius = pf_input_radius(PF_SIGMOID_INTEGER_BITS, multiplier.shift),
                          .multiplier = multiplier.multiplier,
                          .shift = multiplier.shift};
  return PF_STATUS_OK;
}
