/*
 * The runtime as a WebAssembly module: the same C, on 32-bit pointers as on the part. The caller puts the model and the
 * arena into memory, prepares, and runs the operators one by one; it reads the counters in between.
 */
#include <stdint.h>

#include "ops/op.h"
#include "runtime/runtime.h"

#define EXPORT(name) __attribute__((export_name(#name)))

static pf_runtime_t runtime;
static pf_io_t io;

/* An operator gave up while it ran: the caller finds the reason in the io block when the trap has reached it. */
void pf_fail(uint32_t status, uint32_t layer) {
  io.status = status;
  io.status_layer = layer;
  __builtin_trap();
}

/* Returns the pf_status_t. Model and arena must stay where they are; both begin at multiples of 16. */
EXPORT(prepare) uint32_t prepare(const void *model, uint32_t model_bytes, void *arena, uint32_t arena_bytes) {
  return (uint32_t)pf_init(&runtime, &io, model, model_bytes, arena, arena_bytes);
}

/* The io block: where inputs and outputs are, and the arena's use. */
EXPORT(io_block) const pf_io_t *io_block(void) { return &io; }

EXPORT(run_layer) void run_layer(uint32_t index) { pf_run_layer(&runtime, index); }

/* Data of the first output of an operator, until another tensor takes its place in the arena. */
EXPORT(layer_output) const void *layer_output(uint32_t index) {
  return pf_output(&runtime, &runtime.nodes[index], 0)->data;
}
