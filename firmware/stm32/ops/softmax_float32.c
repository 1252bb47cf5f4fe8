#include "kernels/reference/softmax.h"
#include "ops/unary.h"

typedef struct {
  float beta;
} softmax_float32_t;

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_prepare_unary(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(softmax_float32_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  softmax_float32_t *softmax = node->data;
  softmax->beta = pf_fb_f32(&rt->file, node->options, TFLITE_SOFTMAX_BETA, 0.0f);
  return pf_input(rt, node, 0)->rank > 0 ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const softmax_float32_t *softmax = node->data;
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const uint32_t depth = (uint32_t)input->dims[input->rank - 1];
  const uint32_t rows = pf_tensor_elements(input) / depth;
  pf_reference_softmax_float32(softmax->beta, rows, depth, input->data, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_softmax_float32 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_SOFTMAX, .input_type = TFLITE_FLOAT32};
