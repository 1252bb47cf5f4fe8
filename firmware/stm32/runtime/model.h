/* From the file to tensors and nodes. */
#ifndef PREFLASH_MODEL_H
#define PREFLASH_MODEL_H

#include "runtime/runtime.h"

/*
 * Checks the file's identity and fills `rt`'s tables, tensors and nodes from it. Every index and offset that later
 * code follows without a check is checked here. `rt->arena` must be set.
 */
pf_status_t pf_load_model(pf_runtime_t *rt, const void *model, uint32_t limit_bytes);

#endif
