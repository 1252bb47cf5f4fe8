#include "arm_nnfunctions.h"
#include "ops/cmsis-nn/arguments.h"
#include "ops/fully_connected.h"
#include "ops/weighted_layer.h"

static cmsis_nn_dims filter_dims(const pf_matrix_t *matrix) {
  return (cmsis_nn_dims){.n = matrix->input_depth, .h = 1, .w = 1, .c = matrix->output_depth};
}

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  const pf_status_t status = pf_prepare_fully_connected_int8(rt, node);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_fully_connected_int8_t *layer = node->data;
  const cmsis_nn_dims filter = filter_dims(&layer->matrix);
  node->scratch_bytes = (uint32_t)arm_fully_connected_s8_get_buffer_size(&filter);
  return layer->weights_offset == 0 ? PF_STATUS_OK : PF_STATUS_QUANTIZATION;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_weighted_layer_t tensors = pf_weighted_layer(rt, node);
  const pf_fully_connected_int8_t *layer = node->data;
  const pf_matrix_t *matrix = &layer->matrix;
  const cmsis_nn_fc_params params = {
      .input_offset = layer->input_offset,
      .filter_offset = layer->weights_offset,
      .output_offset = layer->output_offset,
      .activation = {.min = layer->activation_min, .max = layer->activation_max},
  };
  const cmsis_nn_quant_params quantization = {
      .multiplier = layer->multipliers, .shift = layer->shifts, .is_per_channel = layer->per_channel};
  const cmsis_nn_context context = pf_cmsis_nn_context(node);
  const cmsis_nn_dims input = {.n = matrix->batches, .h = 1, .w = 1, .c = matrix->input_depth};
  const cmsis_nn_dims filter = filter_dims(matrix);
  const cmsis_nn_dims bias = {.n = 1, .h = 1, .w = 1, .c = matrix->output_depth};
  const cmsis_nn_dims output = {.n = matrix->batches, .h = 1, .w = 1, .c = matrix->output_depth};
  return pf_cmsis_nn_status(arm_fully_connected_wrapper_s8(
      &context, &params, &quantization, &input, tensors.input->data, &filter, tensors.weights->data, &bias,
      pf_bias_data(&tensors), &output, tensors.output->data));
}

const pf_op_t pf_op_fully_connected_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_FULLY_CONNECTED, .input_type = TFLITE_INT8};
