#include <string.h>

#include "ops/quantization.h"
#include "ops/tensor_shape.h"

/* Blocks of whole inner dimensions are copied, `outer` times from each input. */
typedef struct {
  uint32_t axis;
  uint32_t outer;
  uint32_t inner_bytes; /* of one step along the axis */
} concatenation_t;

/* True if `input` has the output's dimensions except along the axis. */
static bool shape_matches(const pf_tensor_t *input, const pf_tensor_t *output, uint32_t axis) {
  bool matches = input->rank == output->rank;
  for (uint32_t i = 0; matches && i < output->rank; ++i) {
    matches = i == axis || input->dims[i] == output->dims[i];
  }
  return matches;
}

/* int8 values are copied as they are, so all tensors need one scale and zero point. */
static bool quantization_matches(pf_runtime_t *rt, const pf_tensor_t *input, const pf_tensor_t *output) {
  pf_quantization_t from;
  pf_quantization_t to;
  return output->type != TFLITE_INT8 ||
         (pf_tensor_quantization(rt, input, &from) == PF_STATUS_OK &&
          pf_tensor_quantization(rt, output, &to) == PF_STATUS_OK && from.scale == to.scale &&
          from.zero_point == to.zero_point);
}

/* Checks every input; the sizes along the axis must add up to the output's. */
static pf_status_t check_inputs(pf_runtime_t *rt, const pf_node_t *node, uint32_t axis) {
  const pf_tensor_t *output = pf_output(rt, node, 0);
  int64_t total = 0;
  for (uint32_t i = 0; i < node->input_count; ++i) {
    const pf_tensor_t *input = pf_input(rt, node, i);
    if (input->type != output->type) {
      return PF_STATUS_TENSOR_TYPE;
    }
    if (!shape_matches(input, output, axis)) {
      return PF_STATUS_SHAPE;
    }
    if (!quantization_matches(rt, input, output)) {
      return PF_STATUS_QUANTIZATION;
    }
    total += input->dims[axis];
  }
  return total == output->dims[axis] ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, node->input_count, node->input_count);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(concatenation_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  concatenation_t *concatenation = node->data;
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (pf_fb_u8(&rt->file, node->options, TFLITE_CONCATENATION_ACTIVATION, 0) != TFLITE_ACTIVATION_NONE) {
    return PF_STATUS_PARAMETER;
  }
  const int32_t axis = pf_fb_i32(&rt->file, node->options, TFLITE_CONCATENATION_AXIS, 0);
  status = pf_resolve_axis(axis, output->rank, &concatenation->axis);
  if (status != PF_STATUS_OK) {
    return status;
  }
  concatenation->outer = pf_dims_product(output, 0, concatenation->axis);
  concatenation->inner_bytes =
      pf_dims_product(output, concatenation->axis + 1, output->rank) * pf_type_bytes(output->type);
  return check_inputs(rt, node, concatenation->axis);
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const concatenation_t *concatenation = node->data;
  uint8_t *to = pf_output(rt, node, 0)->data;
  for (uint32_t outer = 0; outer < concatenation->outer; ++outer) {
    for (uint32_t i = 0; i < node->input_count; ++i) {
      const pf_tensor_t *input = pf_input(rt, node, i);
      const uint32_t bytes = (uint32_t)input->dims[concatenation->axis] * concatenation->inner_bytes;
      memcpy(to, (const uint8_t *)input->data + outer * bytes, bytes);
      to += bytes;
    }
  }
  return PF_STATUS_OK;
}

const pf_op_t pf_op_concatenation_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_CONCATENATION, .input_type = TFLITE_INT8};

const pf_op_t pf_op_concatenation_float32 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_CONCATENATION, .input_type = TFLITE_FLOAT32};
