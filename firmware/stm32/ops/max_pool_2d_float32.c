#include "ops/pool_2d.h"
#include "ops/tensor_shape.h"

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  const pf_shape4_t input_shape = pf_shape4(input);
  const pf_shape4_t output_shape = pf_shape4(output);
  pf_reference_max_pool_2d_float32(node->data, &input_shape, input->data, &output_shape, output->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_max_pool_2d_float32 = {.prepare = pf_prepare_pool_2d_float32,
                             .invoke = invoke,
                             .builtin_code = TFLITE_OP_MAX_POOL_2D,
                             .input_type = TFLITE_FLOAT32};
