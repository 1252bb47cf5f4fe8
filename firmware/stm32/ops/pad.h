/* PAD: how far the border reaches. */
#ifndef PREFLASH_OP_PAD_H
#define PREFLASH_OP_PAD_H

#include "kernels/reference/pad.h"
#include "ops/op.h"

/* Checks types and shapes of a PAD whose paddings are constant: `node->data` becomes a pf_pad_t. */
pf_status_t pf_prepare_pad(pf_runtime_t *rt, pf_node_t *node);

#endif
