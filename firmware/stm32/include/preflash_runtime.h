/* The runtime's public API: prepare a .tflite file that lies in addressable memory, then run it again and again. */
#ifndef PREFLASH_RUNTIME_H
#define PREFLASH_RUNTIME_H

#include <stdint.h>

#include "preflash_io.h"
#include "preflash_status.h"

/* One prepared model. Its fields are the runtime's own: see runtime/runtime.h. */
typedef struct pf_runtime pf_runtime_t;

/*
 * Prepares the model at `model` for inference and describes its inputs, outputs and arena use in `io`.
 * `model_limit_bytes` is how far the file may reach at most (the end of flash); nothing beyond is ever read.
 * The arena holds everything the inference needs and must outlive the runtime.
 * Returns PF_STATUS_OK, or the reason and in `io->status_layer` the operator it belongs to (or PF_LAYER_NONE).
 */
pf_status_t pf_init(pf_runtime_t *rt, pf_io_t *io, const void *model, uint32_t model_limit_bytes, void *arena,
                    uint32_t arena_bytes);

/* Runs every operator once, in file order. Does not return if a kernel fails: see pf_fail(). */
void pf_invoke(pf_runtime_t *rt);

/* Runs operator `index`. A real call for each operator: the tools watch its entry and return. */
void pf_run_layer(pf_runtime_t *rt, uint32_t index);

#endif
