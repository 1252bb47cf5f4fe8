/* ADD whatever the kernel set: checks and parameters. */
#ifndef PREFLASH_OP_ADD_H
#define PREFLASH_OP_ADD_H

#include "kernels/reference/add.h"
#include "ops/op.h"

/* Prepares an int8 sum: `node->data` becomes a pf_add_int8_t. */
pf_status_t pf_prepare_add_int8(pf_runtime_t *rt, pf_node_t *node);

#endif
