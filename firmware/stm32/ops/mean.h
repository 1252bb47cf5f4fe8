/* MEAN: which dimensions go, and where sums end up. */
#ifndef PREFLASH_OP_MEAN_H
#define PREFLASH_OP_MEAN_H

#include "kernels/reference/mean.h"
#include "ops/op.h"

/* Checks types and shapes of a MEAN whose axes are constant, and works out the reduction. */
pf_status_t pf_mean_reduction(const pf_runtime_t *rt, const pf_node_t *node, pf_reduction_t *reduction);

#endif
