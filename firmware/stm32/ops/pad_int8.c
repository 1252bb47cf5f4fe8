#include "ops/pad.h"
#include "ops/quantization.h"
#include "ops/tensor_shape.h"

/* The border is a real zero. */
typedef struct {
  pf_pad_t pad;
  int8_t border;
} pad_int8_t;

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_prepare_pad(rt, node);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_pad_t pad = *(const pf_pad_t *)node->data;
  pf_quantization_t input;
  pf_quantization_t output;
  if (pf_tensor_quantization(rt, pf_input(rt, node, 0), &input) != PF_STATUS_OK ||
      pf_tensor_quantization(rt, pf_output(rt, node, 0), &output) != PF_STATUS_OK || input.scale != output.scale ||
      input.zero_point != output.zero_point) {
    return PF_STATUS_QUANTIZATION;
  }
  status = pf_allocate_data(rt, node, sizeof(pad_int8_t));
  if (status == PF_STATUS_OK) {
    *(pad_int8_t *)node->data = (pad_int8_t){.pad = pad, .border = (int8_t)output.zero_point};
  }
  return status;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pad_int8_t *data = node->data;
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  const pf_shape4_t input_shape = pf_shape4(input);
  const pf_shape4_t output_shape = pf_shape4(output);
  pf_reference_pad_int8(&data->pad, data->border, &input_shape, input->data, &output_shape, output->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_pad_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_PAD, .input_type = TFLITE_INT8};
