/* MAX_POOL_2D and AVERAGE_POOL_2D whatever the kernel set: checks and parameters. */
#ifndef PREFLASH_OP_POOL_2D_H
#define PREFLASH_OP_POOL_2D_H

#include "kernels/reference/pool_2d.h"
#include "ops/op.h"

/* Prepares int8 pooling: `node->data` becomes a pf_pool_int8_t. Input and output must share scale and zero point. */
pf_status_t pf_prepare_pool_2d_int8(pf_runtime_t *rt, pf_node_t *node);

/* Prepares float pooling: `node->data` becomes a pf_pool_float32_t. */
pf_status_t pf_prepare_pool_2d_float32(pf_runtime_t *rt, pf_node_t *node);

#endif
