#include "ops/unary.h"

typedef struct {
  int8_t min;
  int8_t max;
} relu6_int8_t;

/* Input and output share their scale, so the function only limits. */
static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_quantization_t input;
  pf_quantization_t output;
  pf_range_int32_t range;
  pf_status_t status = pf_check_unary_int8(rt, node, &input, &output);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(relu6_int8_t));
  }
  if (status == PF_STATUS_OK) {
    status = pf_activation_range_quantized(TFLITE_ACTIVATION_RELU6, TFLITE_INT8, &input, &range);
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  if (input.scale != output.scale || input.zero_point != output.zero_point) {
    return PF_STATUS_QUANTIZATION;
  }
  *(relu6_int8_t *)node->data = (relu6_int8_t){.min = (int8_t)range.min, .max = (int8_t)range.max};
  return PF_STATUS_OK;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const relu6_int8_t *relu6 = node->data;
  const pf_tensor_t *input = pf_input(rt, node, 0);
  int8_t *output = pf_output(rt, node, 0)->data;
  pf_reference_clamp_int8(relu6->min, relu6->max, pf_tensor_elements(input), input->data, output);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_relu6_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_RELU6, .input_type = TFLITE_INT8};
