#include "runtime/tensor_plan.h"

#include <stddef.h>

#include "runtime/memory_planner.h"

#if UINTPTR_MAX == UINT32_MAX
/* The tools read the notes before the first inference: src/build/planner-notes.ts. */
_Static_assert(sizeof(pf_plan_item_t) == 16 && offsetof(pf_plan_item_t, offset) == 4 &&
                   offsetof(pf_plan_item_t, first_use) == 8 && offsetof(pf_plan_item_t, placed) == 12,
               "pf_plan_item_t changed");
_Static_assert(sizeof(pf_tensor_t) == 12 && sizeof(pf_node_t) == 32, "the records changed");
#endif

/* first_use of a tensor that no operator has written yet. */
#define NEVER UINT16_MAX

static const int32_t *graph_indices(const pf_runtime_t *rt, pf_fb_vector_t vector) {
  return (const int32_t *)(const void *)(rt->file.bytes + vector.position);
}

/* Starts the life of tensor `index` at operator `step`, unless it has begun. */
static void begin(const pf_runtime_t *rt, pf_plan_item_t *items, int32_t index, uint16_t step) {
  if (items[index].first_use == NEVER && !rt->tensors[index].is_constant) {
    items[index].first_use = step;
    items[index].last_use = step;
    items[index].bytes = pf_tensor_bytes(&rt->tensors[index]);
  }
}

/* Prolongs the life of tensor `index` to operator `step`; false if nothing has written it. */
static bool extend(const pf_runtime_t *rt, pf_plan_item_t *items, int32_t index, uint16_t step) {
  if (index < 0 || rt->tensors[index].is_constant) {
    return true;
  }
  items[index].last_use = step;
  return items[index].first_use != NEVER;
}

/* Lifetimes of all tensors; false if one is read before it is written, or an input of the graph is constant. */
static bool find_lifetimes(const pf_runtime_t *rt, pf_plan_item_t *items) {
  bool valid = true;
  for (uint32_t i = 0; i < rt->graph_inputs.count; ++i) {
    const int32_t index = graph_indices(rt, rt->graph_inputs)[i];
    valid = valid && !rt->tensors[index].is_constant;
    begin(rt, items, index, 0);
  }
  for (uint32_t step = 0; step < rt->node_count; ++step) {
    const pf_node_t *node = &rt->nodes[step];
    for (uint32_t i = 0; i < node->output_count; ++i) {
      begin(rt, items, node->outputs[i], (uint16_t)step);
    }
    for (uint32_t i = 0; i < node->input_count; ++i) {
      valid = extend(rt, items, node->inputs[i], (uint16_t)step) && valid;
    }
  }
  for (uint32_t i = 0; i < rt->graph_outputs.count; ++i) {
    valid = extend(rt, items, graph_indices(rt, rt->graph_outputs)[i], (uint16_t)(rt->node_count - 1)) && valid;
  }
  return valid;
}

/* Points tensors and scratch buffers at their places. */
static void set_addresses(pf_runtime_t *rt, const pf_plan_item_t *items, uint8_t *base) {
  const uint32_t tensor_count = rt->tensor_tables.count;
  for (uint32_t i = 0; i < tensor_count; ++i) {
    if (items[i].placed) {
      rt->tensors[i].data = base + items[i].offset;
    }
  }
  for (uint32_t i = 0; i < rt->node_count; ++i) {
    if (items[tensor_count + i].placed) {
      rt->nodes[i].scratch = base + items[tensor_count + i].offset;
    }
  }
}

pf_status_t pf_plan_tensors(pf_runtime_t *rt) {
  const uint32_t tensor_count = rt->tensor_tables.count;
  const uint32_t item_count = tensor_count + rt->node_count;
  if (rt->node_count == 0 || rt->node_count >= NEVER) {
    return PF_STATUS_MODEL_MALFORMED;
  }
  /* The notes lie where the tensors will be: nothing is written there before the first inference. */
  pf_plan_item_t *items = pf_arena_head(&rt->arena, item_count * (uint32_t)sizeof(pf_plan_item_t));
  if (items == NULL) {
    return PF_STATUS_ARENA_TOO_SMALL;
  }
  for (uint32_t i = 0; i < tensor_count; ++i) {
    items[i] = (pf_plan_item_t){.first_use = NEVER};
  }
  for (uint32_t i = 0; i < rt->node_count; ++i) {
    items[tensor_count + i] = (pf_plan_item_t){
        .bytes = rt->nodes[i].scratch_bytes, .first_use = (uint16_t)i, .last_use = (uint16_t)i};
  }
  if (!find_lifetimes(rt, items)) {
    return PF_STATUS_MODEL_MALFORMED;
  }
  const uint32_t needed = pf_plan_memory(items, item_count, PF_BUFFER_ALIGNMENT);
  uint8_t *const base = pf_arena_head(&rt->arena, needed);
  if (base == NULL) {
    return PF_STATUS_ARENA_TOO_SMALL;
  }
  set_addresses(rt, items, base);
  return PF_STATUS_OK;
}
