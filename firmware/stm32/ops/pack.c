#include <string.h>

#include "ops/tensor_shape.h"

/* Sizes of the copy: `outer` times, one block of `block_bytes` from each input. */
typedef struct {
  uint32_t outer;
  uint32_t block_bytes;
} pack_t;

/* True if `output` is `input` with one axis more, at `axis`, as long as there are inputs. */
static bool shape_matches(const pf_node_t *node, const pf_tensor_t *input, const pf_tensor_t *output, uint32_t axis) {
  if (output->rank != input->rank + 1 || output->dims[axis] != node->input_count) {
    return false;
  }
  for (uint32_t i = 0; i < input->rank; ++i) {
    if (output->dims[i < axis ? i : i + 1] != input->dims[i]) {
      return false;
    }
  }
  return true;
}

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, node->input_count, node->input_count);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pack_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *output = pf_output(rt, node, 0);
  uint32_t axis;
  if (pf_resolve_axis(pf_fb_i32(&rt->file, node->options, TFLITE_PACK_AXIS, 0), output->rank, &axis) != PF_STATUS_OK) {
    return PF_STATUS_SHAPE;
  }
  for (uint32_t i = 0; i < node->input_count; ++i) {
    const pf_tensor_t *input = pf_input(rt, node, i);
    if (input->type != output->type) {
      return PF_STATUS_TENSOR_TYPE;
    }
    if (!shape_matches(node, input, output, axis)) {
      return PF_STATUS_SHAPE;
    }
  }
  pack_t *pack = node->data;
  pack->outer = pf_dims_product(output, 0, axis);
  pack->block_bytes = pf_dims_product(output, axis + 1, output->rank) * pf_type_bytes(output->type);
  return PF_STATUS_OK;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  const pack_t *pack = node->data;
  uint8_t *to = pf_output(rt, node, 0)->data;
  for (uint32_t outer = 0; outer < pack->outer; ++outer) {
    for (uint32_t i = 0; i < node->input_count; ++i) {
      const uint8_t *from = pf_input(rt, node, i)->data;
      memcpy(to, from + outer * pack->block_bytes, pack->block_bytes);
      to += pack->block_bytes;
    }
  }
  return PF_STATUS_OK;
}

const pf_op_t pf_op_pack_any = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_PACK, .input_type = PF_TYPE_ANY};
