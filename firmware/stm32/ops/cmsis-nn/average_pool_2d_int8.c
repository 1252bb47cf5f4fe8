#include "arm_nnfunctions.h"
#include "ops/cmsis-nn/arguments.h"
#include "ops/pool_2d.h"

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  const pf_status_t status = pf_prepare_pool_2d_int8(rt, node);
  if (status == PF_STATUS_OK) {
    const pf_tensor_t *output = pf_output(rt, node, 0);
    node->scratch_bytes = (uint32_t)arm_avgpool_s8_get_buffer_size(output->dims[2], output->dims[3]);
  }
  return status;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_pool_int8_t *pool = node->data;
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  const cmsis_nn_pool_params params = {
      .stride = pf_cmsis_nn_stride(&pool->window),
      .padding = pf_cmsis_nn_padding(&pool->window),
      .activation = {.min = pool->activation_min, .max = pool->activation_max},
  };
  const cmsis_nn_context context = pf_cmsis_nn_context(node);
  const cmsis_nn_dims input_dims = pf_cmsis_nn_dims(input);
  const cmsis_nn_dims filter_dims = {.n = 1, .h = pool->filter_h, .w = pool->filter_w, .c = 1};
  const cmsis_nn_dims output_dims = pf_cmsis_nn_dims(output);
  return pf_cmsis_nn_status(
      arm_avgpool_s8(&context, &params, &input_dims, input->data, &filter_dims, &output_dims, output->data));
}

const pf_op_t pf_op_average_pool_2d_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_AVERAGE_POOL_2D, .input_type = TFLITE_INT8};
