/* SOFTMAX whatever the kernel set: checks and parameters. */
#ifndef PREFLASH_OP_SOFTMAX_H
#define PREFLASH_OP_SOFTMAX_H

#include "kernels/reference/softmax.h"
#include "ops/op.h"

/* Prepares an int8 softmax: `node->data` becomes a pf_softmax_int8_t. */
pf_status_t pf_prepare_softmax_int8(pf_runtime_t *rt, pf_node_t *node);

#endif
