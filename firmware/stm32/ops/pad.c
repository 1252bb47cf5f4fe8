#include "ops/pad.h"

#include "ops/tensor_shape.h"

#define MAX_RANK 4u

/* True for an int32 tensor [rank, 2]: elements before and after, along each dimension. */
static bool paddings_match(const pf_tensor_t *paddings, uint32_t rank) {
  return paddings->rank == 2 && paddings->dims[0] == (int32_t)rank && paddings->dims[1] == 2;
}

pf_status_t pf_prepare_pad(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, 2, 2);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_pad_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *paddings = pf_input(rt, node, 1);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (output->type != input->type || paddings->type != TFLITE_INT32) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (!paddings->is_constant) {
    return PF_STATUS_NOT_CONSTANT;
  }
  if (input->rank > MAX_RANK || output->rank != input->rank || !paddings_match(paddings, input->rank)) {
    return PF_STATUS_SHAPE;
  }
  pf_pad_t *pad = node->data;
  const int32_t *amounts = paddings->data;
  for (uint32_t i = 0; i < input->rank; ++i) {
    const int32_t before = amounts[2 * i];
    const int32_t after = amounts[2 * i + 1];
    if (before < 0 || after < 0 || (int64_t)before + input->dims[i] + after != output->dims[i]) {
      return PF_STATUS_SHAPE;
    }
    pad->before[MAX_RANK - input->rank + i] = before;
  }
  return PF_STATUS_OK;
}
