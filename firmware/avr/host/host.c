/*
 * The runtime on a host, as a WebAssembly module: the same C with 32-bit `int`, for the answer a part should give. The
 * caller lays a table out in the room it is given and runs the model layer by layer.
 */
#include <stdint.h>
#include <stdlib.h>

#include "preflash_io.h"
#include "runtime/run.h"
#include "runtime/tensor.h"
#include "table/table.h"

#define EXPORT(name) __attribute__((export_name(#name)))

static const nnom_model_t *model;
static nnom_layer_t *first_layer;
static nnom_layer_t *next_layer;
static nnom_layer_t *last_layer;
static uint16_t next_index;

/* Called when something fails: does not return. */
__attribute__((import_module("preflash"), import_name("fail"))) void preflash_fail(uint32_t status, uint32_t detail);

void pf_fail(uint16_t status, uint16_t detail) {
  preflash_fail(status, detail);
  __builtin_trap();
}

EXPORT(room) void *room(uint32_t bytes) {
  return malloc(bytes);
}

EXPORT(create) void create(const pf_table_header_t *table) {
  model = pf_table_create(table, (const pf_word_t *)(table + 1));
  first_layer = model->head;
  next_layer = first_layer;
}

/* Memory for activations and scratch: as much as on the part, for no pointer lies there. */
EXPORT(activation_bytes) uint32_t activation_bytes(void) {
  uint32_t total = 0;
  for (int i = 0; i < NNOM_BLOCK_NUM; i++) {
    total += model->blocks[i].size;
  }
  return total;
}

/* Begins another inference. */
EXPORT(restart) void restart(void) {
  next_layer = first_layer;
  next_index = 0;
}

/* Runs the next layer; returns whether there was one. */
EXPORT(step) int32_t step(void) {
  if (next_layer == NULL) {
    return 0;
  }
  last_layer = next_layer;
  const nnom_status_t status = pf_run_layer(last_layer, next_index);
  if (status != NN_SUCCESS) {
    pf_fail(PF_STATUS_RUN, next_index);
  }
  next_layer = last_layer->shortcut;
  next_index++;
  return 1;
}

EXPORT(output) const void *output(void) {
  return last_layer->out->tensor->p_data;
}

EXPORT(output_bytes) uint32_t output_bytes(void) {
  return tensor_size(last_layer->out->tensor);
}
