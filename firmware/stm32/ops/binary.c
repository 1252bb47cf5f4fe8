#include "ops/binary.h"

#include "ops/tensor_shape.h"

#define MAX_BROADCAST_RANK 4u

pf_binary_t pf_binary(const pf_runtime_t *rt, const pf_node_t *node) {
  return (pf_binary_t){
      .input1 = pf_input(rt, node, 0), .input2 = pf_input(rt, node, 1), .output = pf_output(rt, node, 0)};
}

/* True if every dimension of the output is that of both inputs, or of one while the other's is 1. */
static bool shapes_broadcast(const pf_binary_t *tensors) {
  const pf_shape4_t shape1 = pf_shape4(tensors->input1);
  const pf_shape4_t shape2 = pf_shape4(tensors->input2);
  const pf_shape4_t output = pf_shape4(tensors->output);
  for (uint32_t i = 0; i < 4; ++i) {
    const int32_t larger = shape1.dims[i] > shape2.dims[i] ? shape1.dims[i] : shape2.dims[i];
    const bool fits1 = shape1.dims[i] == larger || shape1.dims[i] == 1;
    const bool fits2 = shape2.dims[i] == larger || shape2.dims[i] == 1;
    if (!fits1 || !fits2 || output.dims[i] != larger) {
      return false;
    }
  }
  return true;
}

pf_status_t pf_check_binary(const pf_runtime_t *rt, const pf_node_t *node, uint8_t type) {
  const pf_status_t status = pf_check_arity(node, 2, 2);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_binary_t tensors = pf_binary(rt, node);
  if (tensors.input1->type != type || tensors.input2->type != type || tensors.output->type != type) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (!pf_is_broadcast(&tensors)) {
    return PF_STATUS_OK;
  }
  const bool ranks_fit = tensors.input1->rank <= MAX_BROADCAST_RANK && tensors.input2->rank <= MAX_BROADCAST_RANK &&
                         tensors.output->rank <= MAX_BROADCAST_RANK;
  return ranks_fit && shapes_broadcast(&tensors) ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

bool pf_is_broadcast(const pf_binary_t *tensors) {
  return !pf_same_shape(tensors->input1, tensors->output) || !pf_same_shape(tensors->input2, tensors->output);
}

/* Row-major strides of `shape`, 0 where it repeats. */
static pf_strides4_t strides_of(const pf_shape4_t *shape) {
  pf_strides4_t strides;
  int32_t step = 1;
  for (int32_t i = 3; i >= 0; --i) {
    strides.strides[i] = shape->dims[i] == 1 ? 0 : step;
    step *= shape->dims[i];
  }
  return strides;
}

pf_broadcast_t pf_broadcast(const pf_binary_t *tensors) {
  const pf_shape4_t shape1 = pf_shape4(tensors->input1);
  const pf_shape4_t shape2 = pf_shape4(tensors->input2);
  return (pf_broadcast_t){
      .output_shape = pf_shape4(tensors->output), .input1 = strides_of(&shape1), .input2 = strides_of(&shape2)};
}

pf_status_t pf_binary_quantization(pf_runtime_t *rt, const pf_node_t *node, uint32_t activation_slot,
                                   pf_binary_quantization_t *quantization) {
  const pf_binary_t tensors = pf_binary(rt, node);
  if (pf_tensor_quantization(rt, tensors.input1, &quantization->input1) != PF_STATUS_OK ||
      pf_tensor_quantization(rt, tensors.input2, &quantization->input2) != PF_STATUS_OK ||
      pf_tensor_quantization(rt, tensors.output, &quantization->output) != PF_STATUS_OK) {
    return PF_STATUS_QUANTIZATION;
  }
  const uint8_t activation = pf_fb_u8(&rt->file, node->options, activation_slot, TFLITE_ACTIVATION_NONE);
  return pf_activation_range_quantized(activation, TFLITE_INT8, &quantization->output, &quantization->activation);
}

pf_status_t pf_prepare_binary_float32(pf_runtime_t *rt, pf_node_t *node, uint32_t activation_slot) {
  pf_status_t status = pf_check_binary(rt, node, TFLITE_FLOAT32);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_range_float_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const uint8_t activation = pf_fb_u8(&rt->file, node->options, activation_slot, TFLITE_ACTIVATION_NONE);
  return pf_activation_range_float(activation, node->data);
}
