/* MUL whatever the kernel set: checks and parameters. */
#ifndef PREFLASH_OP_MUL_H
#define PREFLASH_OP_MUL_H

#include "kernels/reference/mul.h"
#include "ops/op.h"

/* Prepares an int8 product: `node->data` becomes a pf_mul_int8_t. */
pf_status_t pf_prepare_mul_int8(pf_runtime_t *rt, pf_node_t *node);

#endif
