#include "arm_nnfunctions.h"
#include "ops/binary.h"
#include "ops/cmsis-nn/arguments.h"
#include "ops/mul.h"

/* CMSIS-NN multiplies tensors of one shape; what broadcasts is left to the reference kernel. */
static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_binary_t tensors = pf_binary(rt, node);
  const pf_mul_int8_t *mul = node->data;
  if (pf_is_broadcast(&tensors)) {
    const pf_broadcast_t broadcast = pf_broadcast(&tensors);
    pf_reference_broadcast_mul_int8(mul, &broadcast, tensors.input1->data, tensors.input2->data,
                                    tensors.output->data);
    return PF_STATUS_OK;
  }
  return pf_cmsis_nn_status(arm_elementwise_mul_s8(
      tensors.input1->data, tensors.input2->data, mul->input1_offset, mul->input2_offset, tensors.output->data,
      mul->output_offset, mul->output_multiplier, mul->output_shift, mul->activation_min, mul->activation_max,
      (int32_t)pf_tensor_elements(tensors.output)));
}

const pf_op_t pf_op_mul_int8 = {
    .prepare = pf_prepare_mul_int8, .invoke = invoke, .builtin_code = TFLITE_OP_MUL, .input_type = TFLITE_INT8};
