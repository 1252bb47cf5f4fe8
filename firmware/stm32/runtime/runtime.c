#include "runtime/runtime.h"

#include <stddef.h>

#include "ops/op.h"
#include "runtime/compiler.h"
#include "runtime/model.h"
#include "runtime/tensor_plan.h"

static pf_status_t prepare_nodes(pf_runtime_t *rt) {
  pf_status_t status = PF_STATUS_OK;
  for (uint32_t i = 0; i < rt->node_count && status == PF_STATUS_OK; ++i) {
    rt->layer = i;
    status = rt->nodes[i].op->prepare(rt, &rt->nodes[i]);
    if (rt->file.malformed) {
      status = PF_STATUS_MODEL_MALFORMED;
    }
  }
  rt->layer = status == PF_STATUS_OK ? PF_LAYER_NONE : rt->layer;
  return status;
}

/* Addresses and sizes of the graph's inputs or outputs. */
static void describe(const pf_runtime_t *rt, pf_fb_vector_t indices, pf_buffer_t *buffers) {
  const int32_t *index = (const int32_t *)(const void *)(rt->file.bytes + indices.position);
  for (uint32_t i = 0; i < indices.count; ++i) {
    const pf_tensor_t *tensor = &rt->tensors[index[i]];
    buffers[i] = (pf_buffer_t){.data = tensor->data, .bytes = pf_tensor_bytes(tensor)};
  }
}

static pf_status_t load_and_plan(pf_runtime_t *rt, const void *model, uint32_t model_limit_bytes) {
  pf_status_t status = pf_load_model(rt, model, model_limit_bytes);
  if (status == PF_STATUS_OK) {
    status = prepare_nodes(rt);
  }
  if (status == PF_STATUS_OK) {
    status = pf_plan_tensors(rt);
  }
  if (status == PF_STATUS_OK &&
      (rt->graph_inputs.count > PF_IO_MAX_TENSORS || rt->graph_outputs.count > PF_IO_MAX_TENSORS)) {
    status = PF_STATUS_TOO_MANY_IO_TENSORS;
  }
  return status;
}

pf_status_t pf_init(pf_runtime_t *rt, pf_io_t *io, const void *model, uint32_t model_limit_bytes, void *arena,
                    uint32_t arena_bytes) {
  rt->arena = pf_arena(arena, arena_bytes);
  const pf_status_t status = load_and_plan(rt, model, model_limit_bytes);
  *io = (pf_io_t){
      .magic = PF_IO_MAGIC,
      .version = PF_IO_VERSION,
      .status = (uint32_t)status,
      .status_layer = rt->layer,
      .model = model,
      .arena = arena,
      .arena_bytes = arena_bytes,
      .arena_used_bytes = pf_arena_used_bytes(&rt->arena),
  };
  if (status == PF_STATUS_OK) {
    io->input_count = rt->graph_inputs.count;
    io->output_count = rt->graph_outputs.count;
    describe(rt, rt->graph_inputs, io->input);
    describe(rt, rt->graph_outputs, io->output);
  }
  return status;
}

PF_NOINLINE void pf_run_layer(pf_runtime_t *rt, uint32_t index) {
  const pf_node_t *node = &rt->nodes[index];
  const pf_status_t status = node->op->invoke(rt, node);
  if (status != PF_STATUS_OK) {
    pf_fail((uint32_t)status, index);
  }
}

PF_NOINLINE void pf_invoke(pf_runtime_t *rt) {
  for (uint32_t i = 0; i < rt->node_count; ++i) {
    pf_run_layer(rt, i);
  }
}
