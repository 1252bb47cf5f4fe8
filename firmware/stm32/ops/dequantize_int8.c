#include "kernels/reference/quantize.h"
#include "ops/quantization.h"
#include "ops/tensor_shape.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, 1, 1);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_quantization_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (output->type != TFLITE_FLOAT32) {
    return PF_STATUS_TENSOR_TYPE;
  }
  return pf_same_shape(input, output) ? pf_tensor_quantization(rt, input, node->data) : PF_STATUS_SHAPE;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_quantization_t *from = node->data;
  const pf_tensor_t *input = pf_input(rt, node, 0);
  float *output = pf_output(rt, node, 0)->data;
  pf_reference_dequantize_int8(from->scale, from->zero_point, pf_tensor_elements(input), input->data, output);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_dequantize_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_DEQUANTIZE, .input_type = TFLITE_INT8};
