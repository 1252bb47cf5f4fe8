#include "runtime/model.h"

#include <stddef.h>

#include "ops/op.h"
#include "runtime/tflite_schema.h"

/* Largest tensor in bytes that is accepted: far beyond any part's memory, far below an overflow of 32 bits. */
#define MAX_TENSOR_BYTES 0x10000000u

uint32_t pf_type_bytes(uint8_t type) {
  switch (type) {
    case TFLITE_INT8:
    case TFLITE_UINT8:
    case TFLITE_BOOL:
      return 1;
    case TFLITE_INT16:
      return 2;
    case TFLITE_FLOAT32:
    case TFLITE_INT32:
      return 4;
    case TFLITE_INT64:
      return 8;
    default:
      return 0;
  }
}

uint32_t pf_tensor_elements(const pf_tensor_t *tensor) {
  uint32_t elements = 1;
  for (uint32_t i = 0; i < tensor->rank; ++i) {
    elements *= (uint32_t)tensor->dims[i];
  }
  return elements;
}

uint32_t pf_tensor_bytes(const pf_tensor_t *tensor) { return pf_tensor_elements(tensor) * pf_type_bytes(tensor->type); }

/* Type and shape of a tensor, with every later product of dimensions inside 32 bits. */
static pf_status_t load_shape(pf_runtime_t *rt, uint32_t table, pf_tensor_t *tensor) {
  const pf_fb_vector_t shape = pf_fb_vector(&rt->file, table, TFLITE_TENSOR_SHAPE, sizeof(int32_t));
  tensor->dims = pf_fb_array(&rt->file, shape, sizeof(int32_t));
  tensor->type = pf_fb_u8(&rt->file, table, TFLITE_TENSOR_TYPE, TFLITE_FLOAT32);
  if (rt->file.malformed) {
    return PF_STATUS_MODEL_MALFORMED;
  }
  uint32_t bytes = pf_type_bytes(tensor->type);
  if (bytes == 0) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (shape.count > PF_MAX_RANK) {
    return PF_STATUS_SHAPE;
  }
  tensor->rank = (uint8_t)shape.count;
  for (uint32_t i = 0; i < shape.count; ++i) {
    if (tensor->dims[i] <= 0 || (uint32_t)tensor->dims[i] > MAX_TENSOR_BYTES / bytes) {
      return PF_STATUS_SHAPE;
    }
    bytes *= (uint32_t)tensor->dims[i];
  }
  return PF_STATUS_OK;
}

/* Points a constant tensor at its bytes in the file. */
static pf_status_t load_constant(pf_runtime_t *rt, uint32_t table, pf_tensor_t *tensor) {
  const uint32_t index = (uint32_t)pf_fb_i32(&rt->file, table, TFLITE_TENSOR_BUFFER, 0);
  const uint32_t buffer = pf_fb_table_at(&rt->file, rt->buffer_tables, index);
  const pf_fb_vector_t data = pf_fb_vector(&rt->file, buffer, TFLITE_BUFFER_DATA, 1);
  tensor->is_unusable = pf_fb_has(&rt->file, buffer, TFLITE_BUFFER_OFFSET) ||
                        pf_fb_has(&rt->file, table, TFLITE_TENSOR_SPARSITY) ||
                        pf_fb_u8(&rt->file, table, TFLITE_TENSOR_IS_VARIABLE, 0) != 0;
  tensor->is_constant = data.count != 0;
  if (!tensor->is_constant || tensor->is_unusable) {
    return PF_STATUS_OK;
  }
  /* 64-bit elements are only ever copied, and files align their buffers to 4 bytes at least. */
  const uint32_t element_bytes = pf_type_bytes(tensor->type);
  /* Constants are never written: no operator has one as its output (checked in load_node). */
  tensor->data = (void *)(uintptr_t)pf_fb_array(&rt->file, data, element_bytes > 4 ? 4 : element_bytes);
  return data.count == pf_tensor_bytes(tensor) ? PF_STATUS_OK : PF_STATUS_MODEL_MALFORMED;
}

static pf_status_t load_tensor(pf_runtime_t *rt, uint32_t index) {
  pf_tensor_t *tensor = &rt->tensors[index];
  const uint32_t table = pf_fb_table_at(&rt->file, rt->tensor_tables, index);
  *tensor = (pf_tensor_t){0};
  const pf_status_t status = load_shape(rt, table, tensor);
  return status != PF_STATUS_OK ? status : load_constant(rt, table, tensor);
}

/* True if all of `indices` name a tensor, or are -1 where that is allowed. */
static bool indices_valid(const int32_t *indices, uint32_t count, uint32_t tensor_count, int32_t lowest) {
  for (uint32_t i = 0; i < count; ++i) {
    if (indices[i] < lowest || indices[i] >= (int32_t)tensor_count) {
      return false;
    }
  }
  return true;
}

/* Operator number of entry `index` of the file's operator codes. */
static int32_t builtin_code(pf_runtime_t *rt, uint32_t model, uint32_t index) {
  const pf_fb_vector_t codes = pf_fb_vector(&rt->file, model, TFLITE_MODEL_OPERATOR_CODES, 4);
  const uint32_t code = pf_fb_table_at(&rt->file, codes, index);
  /* Numbers that fit a byte are in the old field for old readers; the schema says to take the larger one. */
  const int32_t narrow = pf_fb_u8(&rt->file, code, TFLITE_OPERATOR_CODE_DEPRECATED_BUILTIN_CODE, 0);
  const int32_t wide = pf_fb_i32(&rt->file, code, TFLITE_OPERATOR_CODE_BUILTIN_CODE, 0);
  return narrow > wide ? narrow : wide;
}

/* True if no output of the node is a constant of the file. */
static bool outputs_writable(const pf_runtime_t *rt, const pf_node_t *node) {
  for (uint32_t i = 0; i < node->output_count; ++i) {
    if (rt->tensors[node->outputs[i]].is_constant) {
      return false;
    }
  }
  return true;
}

static bool inputs_usable(const pf_runtime_t *rt, const pf_node_t *node) {
  for (uint32_t i = 0; i < node->input_count; ++i) {
    if (node->inputs[i] >= 0 && rt->tensors[node->inputs[i]].is_unusable) {
      return false;
    }
  }
  return true;
}

static pf_status_t load_node(pf_runtime_t *rt, uint32_t model, uint32_t table, pf_node_t *node) {
  const pf_fb_vector_t inputs = pf_fb_vector(&rt->file, table, TFLITE_OPERATOR_INPUTS, sizeof(int32_t));
  const pf_fb_vector_t outputs = pf_fb_vector(&rt->file, table, TFLITE_OPERATOR_OUTPUTS, sizeof(int32_t));
  const uint32_t opcode_index = (uint32_t)pf_fb_i32(&rt->file, table, TFLITE_OPERATOR_OPCODE_INDEX, 0);
  const int32_t code = builtin_code(rt, model, opcode_index);
  *node = (pf_node_t){
      .inputs = pf_fb_array(&rt->file, inputs, sizeof(int32_t)),
      .outputs = pf_fb_array(&rt->file, outputs, sizeof(int32_t)),
      .input_count = (uint16_t)inputs.count,
      .output_count = (uint16_t)outputs.count,
      .options = pf_fb_table(&rt->file, table, TFLITE_OPERATOR_BUILTIN_OPTIONS),
  };
  const uint32_t tensor_count = rt->tensor_tables.count;
  if (rt->file.malformed || inputs.count == 0 || inputs.count > UINT16_MAX || outputs.count == 0 ||
      outputs.count > UINT16_MAX || !indices_valid(node->inputs, inputs.count, tensor_count, -1) ||
      !indices_valid(node->outputs, outputs.count, tensor_count, 0) || node->inputs[0] < 0 ||
      !outputs_writable(rt, node)) {
    return PF_STATUS_MODEL_MALFORMED;
  }
  node->op = pf_find_op(code, rt->tensors[node->inputs[0]].type);
  if (node->op == NULL) {
    return PF_STATUS_OP_NOT_LINKED;
  }
  return inputs_usable(rt, node) ? PF_STATUS_OK : PF_STATUS_SPARSE_OR_VARIABLE;
}

static pf_status_t load_tensors(pf_runtime_t *rt) {
  const uint32_t count = rt->tensor_tables.count;
  rt->tensors = pf_arena_persistent(&rt->arena, count * (uint32_t)sizeof(pf_tensor_t));
  if (rt->tensors == NULL) {
    return PF_STATUS_ARENA_TOO_SMALL;
  }
  pf_status_t status = PF_STATUS_OK;
  for (uint32_t i = 0; i < count && status == PF_STATUS_OK; ++i) {
    status = load_tensor(rt, i);
  }
  return status;
}

static pf_status_t load_nodes(pf_runtime_t *rt, uint32_t model, uint32_t subgraph) {
  const pf_fb_vector_t operators = pf_fb_vector(&rt->file, subgraph, TFLITE_SUBGRAPH_OPERATORS, 4);
  rt->node_count = operators.count;
  rt->nodes = pf_arena_persistent(&rt->arena, operators.count * (uint32_t)sizeof(pf_node_t));
  if (rt->nodes == NULL) {
    return PF_STATUS_ARENA_TOO_SMALL;
  }
  pf_status_t status = PF_STATUS_OK;
  for (uint32_t i = 0; i < operators.count && status == PF_STATUS_OK; ++i) {
    rt->layer = i;
    status = load_node(rt, model, pf_fb_table_at(&rt->file, operators, i), &rt->nodes[i]);
  }
  rt->layer = status == PF_STATUS_OK ? PF_LAYER_NONE : rt->layer;
  return status;
}

/* Tensor indices of the graph's inputs or outputs: field `slot` of the subgraph. */
static pf_fb_vector_t graph_tensors(pf_runtime_t *rt, uint32_t subgraph, uint32_t slot) {
  const pf_fb_vector_t vector = pf_fb_vector(&rt->file, subgraph, slot, sizeof(int32_t));
  const int32_t *indices = pf_fb_array(&rt->file, vector, sizeof(int32_t));
  if (!rt->file.malformed && !indices_valid(indices, vector.count, rt->tensor_tables.count, 0)) {
    rt->file.malformed = true;
  }
  return vector;
}

pf_status_t pf_load_model(pf_runtime_t *rt, const void *model_bytes, uint32_t limit_bytes) {
  rt->file = (pf_flatbuffer_t){.bytes = model_bytes, .size_bytes = limit_bytes, .malformed = false};
  rt->layer = PF_LAYER_NONE;
  if (!pf_fb_has_identifier(&rt->file, TFLITE_IDENTIFIER)) {
    return PF_STATUS_NOT_A_MODEL;
  }
  const uint32_t model = pf_fb_root(&rt->file);
  if (pf_fb_i32(&rt->file, model, TFLITE_MODEL_VERSION, 0) != TFLITE_SCHEMA_VERSION) {
    return rt->file.malformed ? PF_STATUS_MODEL_MALFORMED : PF_STATUS_MODEL_VERSION;
  }
  const pf_fb_vector_t subgraphs = pf_fb_vector(&rt->file, model, TFLITE_MODEL_SUBGRAPHS, 4);
  if (subgraphs.count != 1) {
    return rt->file.malformed ? PF_STATUS_MODEL_MALFORMED : PF_STATUS_SUBGRAPH_COUNT;
  }
  const uint32_t subgraph = pf_fb_table_at(&rt->file, subgraphs, 0);
  rt->buffer_tables = pf_fb_vector(&rt->file, model, TFLITE_MODEL_BUFFERS, 4);
  rt->tensor_tables = pf_fb_vector(&rt->file, subgraph, TFLITE_SUBGRAPH_TENSORS, 4);
  rt->graph_inputs = graph_tensors(rt, subgraph, TFLITE_SUBGRAPH_INPUTS);
  rt->graph_outputs = graph_tensors(rt, subgraph, TFLITE_SUBGRAPH_OUTPUTS);
  pf_status_t status = rt->file.malformed ? PF_STATUS_MODEL_MALFORMED : load_tensors(rt);
  if (status == PF_STATUS_OK) {
    status = load_nodes(rt, model, subgraph);
  }
  return rt->file.malformed ? PF_STATUS_MODEL_MALFORMED : status;
}
