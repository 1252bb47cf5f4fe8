#include "kernels/reference/quantize.h"
#include "ops/quantization.h"
#include "ops/tensor_shape.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, 1, 1);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_quantize_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (output->type != TFLITE_INT8 && output->type != TFLITE_UINT8) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (!pf_same_shape(pf_input(rt, node, 0), output)) {
    return PF_STATUS_SHAPE;
  }
  pf_quantization_t to;
  const pf_range_int32_t range = pf_type_range(output->type);
  status = pf_tensor_quantization(rt, output, &to);
  *(pf_quantize_t *)node->data =
      (pf_quantize_t){.scale = to.scale, .zero_point = to.zero_point, .min = range.min, .max = range.max};
  return status;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  pf_reference_quantize_float32(node->data, pf_tensor_elements(input), input->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_quantize_float32 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_QUANTIZE, .input_type = TFLITE_FLOAT32};
