/* Where the tensors and scratch buffers of a graph go. */
#ifndef PREFLASH_TENSOR_PLAN_H
#define PREFLASH_TENSOR_PLAN_H

#include "runtime/runtime.h"

/*
 * Finds the lifetime of every tensor that is not constant and of every scratch buffer, plans them into the start of
 * the arena and sets their addresses. A tensor that is read before anything writes it is malformed.
 */
pf_status_t pf_plan_tensors(pf_runtime_t *rt);

#endif
