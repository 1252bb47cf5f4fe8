#include "ops/op.h"

#include <stddef.h>
#include <string.h>

const pf_op_t *pf_find_op(int32_t builtin_code, uint8_t input_type) {
  for (uint32_t i = 0; i < pf_op_registry_count; ++i) {
    const pf_op_t *op = pf_op_registry[i];
    if (op->builtin_code == builtin_code && (op->input_type == input_type || op->input_type == PF_TYPE_ANY)) {
      return op;
    }
  }
  return NULL;
}

const pf_tensor_t *pf_input(const pf_runtime_t *rt, const pf_node_t *node, uint32_t index) {
  if (index >= node->input_count || node->inputs[index] < 0) {
    return NULL;
  }
  return &rt->tensors[node->inputs[index]];
}

const pf_tensor_t *pf_output(const pf_runtime_t *rt, const pf_node_t *node, uint32_t index) {
  return &rt->tensors[node->outputs[index]];
}

pf_status_t pf_check_arity(const pf_node_t *node, uint32_t least, uint32_t most) {
  if (node->input_count < least || node->input_count > most || node->output_count != 1) {
    return PF_STATUS_MODEL_MALFORMED;
  }
  for (uint32_t i = 0; i < least; ++i) {
    if (node->inputs[i] < 0) {
      return PF_STATUS_MODEL_MALFORMED;
    }
  }
  return PF_STATUS_OK;
}

pf_status_t pf_allocate_data(pf_runtime_t *rt, pf_node_t *node, uint32_t bytes) {
  node->data = pf_arena_persistent(&rt->arena, bytes);
  if (node->data == NULL) {
    return PF_STATUS_ARENA_TOO_SMALL;
  }
  memset(node->data, 0, bytes);
  return PF_STATUS_OK;
}
