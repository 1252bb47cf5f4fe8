/* Compiling a model: the order its layers run in, the shape of every tensor, and where each lies. */
#include "nnom.h"
#include "preflash_io.h"
#include "runtime/blocks.h"
#include "runtime/log.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_model_t *model;
  nnom_layer_t *last; /* the end of the list of layers in running order */
  uint8_t count;
} pf_compiler_t;

static uint8_t hook_count(const nnom_layer_io_t *out) {
  uint8_t count = 0;
  for (const nnom_layer_hook_t *hook = &out->hook; hook != NULL && hook->io != NULL; hook = hook->next) {
    count++;
  }
  return count;
}

/* Whether all that feeds the layer has run, and it has not itself: two of its inputs may come of one layer. */
static bool is_ready(nnom_layer_t *layer) {
  if (layer->out->mem != NULL) {
    return false;
  }
  for (nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
    if (in->hook.io != NULL && in->hook.io->mem == NULL) {
      return false;
    }
  }
  return true;
}

static void build(pf_compiler_t *compiler, nnom_layer_t *layer) {
  if (layer->build(layer) != NN_SUCCESS) {
    NNOM_LOG("ERROR: layer #%u does not accept its input\n", compiler->count + 1u);
    pf_fail(PF_STATUS_BAD_LAYER, compiler->count);
  }
}

static void append(pf_compiler_t *compiler, nnom_layer_t *layer) {
  if (compiler->last != NULL) {
    compiler->last->shortcut = layer;
  }
  compiler->last = layer;
  compiler->count++;
}

static void release_inputs(nnom_layer_t *layer) {
  for (nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
    block_release(in->mem);
  }
}

/* Blocks for the layer's scratch memory and output, while its inputs still have theirs. */
static void place(pf_compiler_t *compiler, nnom_layer_t *layer) {
  nnom_mem_block_t *pool = compiler->model->blocks;
  nnom_layer_io_t *out = layer->out;
  if (layer->in->hook.io == NULL) {
    layer->in->mem = block_take(pool, tensor_size(layer->in->tensor), 1);
  } else {
    for (nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
      in->mem = in->hook.io->mem;
    }
  }
  if (layer->comp != NULL) {
    layer->comp->mem = block_take(pool, layer->comp->size, 1);
  }
  if (layer->in_place) {
    out->mem = layer->in->mem;
    out->mem->owners += hook_count(out);
  } else {
    out->mem = block_take(pool, tensor_size(out->tensor), hook_count(out));
  }
  log_layer(compiler->count, layer, pool);
  release_inputs(layer);
  if (layer->comp != NULL) {
    block_release(layer->comp->mem);
  }
}

/* From one layer on as far as the inputs go. Recursive where an output has several readers. */

static void compile_from(pf_compiler_t *compiler, nnom_layer_t *layer) {
  while (layer != NULL && is_ready(layer)) {
    build(compiler, layer);
    append(compiler, layer);
    place(compiler, layer);
    const nnom_layer_hook_t *readers = &layer->out->hook;
    if (readers->next != NULL) {
      for (const nnom_layer_hook_t *hook = readers; hook != NULL; hook = hook->next) {
        compile_from(compiler, hook->io->owner);
      }
      return;
    }
    layer = readers->io == NULL ? NULL : readers->io->owner;
  }
}

/* Every tensor gets the address of its block. */
static void place_tensors(nnom_model_t *m) {
  for (nnom_layer_t *layer = m->head; layer != NULL; layer = layer->shortcut) {
    for (nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
      in->tensor->p_data = in->mem->blk;
    }
    layer->out->tensor->p_data = layer->out->mem->blk;
    if (layer->actail != NULL) {
      layer->actail->tensor = layer->out->tensor;
    }
    m->total_ops += layer->stat.macc;
  }
}

nnom_status_t model_compile(nnom_model_t *m, nnom_layer_t *input, nnom_layer_t *output) {
  pf_compiler_t compiler = {m, NULL, 0};
  m->head = input;
  log_header();
  compile_from(&compiler, input);
  m->tail = output == NULL ? compiler.last : output;
  if (m->tail->type != NNOM_OUTPUT) {
    NNOM_LOG("WARNING: the last layer is not the Output Layer, please check carefully.\n");
  }
  blocks_allocate(m->blocks);
  place_tensors(m);
  return NN_SUCCESS;
}

nnom_status_t check_model_version(unsigned long model_version) {
  NNOM_LOG("Model version: %lu.%lu.%lu\n", model_version / 10000u, model_version / 100u % 100u, model_version % 100u);
  return NN_SUCCESS;
}
