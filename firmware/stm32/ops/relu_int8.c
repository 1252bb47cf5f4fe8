#include "ops/unary.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_quantization_t input;
  pf_quantization_t output;
  pf_status_t status = pf_check_unary_int8(rt, node, &input, &output);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_relu_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  /* TensorFlow Lite divides the two scales in single precision here. */
  const pf_multiplier_t multiplier = pf_quantize_multiplier((double)(input.scale / output.scale));
  pf_range_int32_t range;
  status = pf_activation_range_quantized(TFLITE_ACTIVATION_RELU, TFLITE_INT8, &output, &range);
  *(pf_relu_int8_t *)node->data = (pf_relu_int8_t){.input_offset = input.zero_point,
                                                   .output_offset = output.zero_point,
                                                   .multiplier = multiplier.multiplier,
                                                   .shift = multiplier.shift,
                                                   .activation_min = range.min,
                                                   .activation_max = range.max};
  return multiplier.shift > PF_MAX_8_BIT_SHIFT ? PF_STATUS_QUANTIZATION : status;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  pf_reference_relu_int8(node->data, pf_tensor_elements(input), input->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_relu_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_RELU, .input_type = TFLITE_INT8};
