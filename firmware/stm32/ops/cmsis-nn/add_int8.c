#include "arm_nnfunctions.h"
#include "ops/add.h"
#include "ops/binary.h"
#include "ops/cmsis-nn/arguments.h"

/* CMSIS-NN adds tensors of one shape; what broadcasts is left to the reference kernel. */
static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_binary_t tensors = pf_binary(rt, node);
  const pf_add_int8_t *add = node->data;
  if (pf_is_broadcast(&tensors)) {
    const pf_broadcast_t broadcast = pf_broadcast(&tensors);
    pf_reference_broadcast_add_int8(add, &broadcast, tensors.input1->data, tensors.input2->data,
                                    tensors.output->data);
    return PF_STATUS_OK;
  }
  return pf_cmsis_nn_status(arm_elementwise_add_s8(
      tensors.input1->data, tensors.input2->data, add->input1_offset, add->input1_multiplier, add->input1_shift,
      add->input2_offset, add->input2_multiplier, add->input2_shift, PF_ADD_LEFT_SHIFT, tensors.output->data,
      add->output_offset, add->output_multiplier, add->output_shift, add->activation_min, add->activation_max,
      (int32_t)pf_tensor_elements(tensors.output)));
}

const pf_op_t pf_op_add_int8 = {
    .prepare = pf_prepare_add_int8, .invoke = invoke, .builtin_code = TFLITE_OP_ADD, .input_type = TFLITE_INT8};
