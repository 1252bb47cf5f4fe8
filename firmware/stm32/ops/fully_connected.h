/* FULLY_CONNECTED whatever the kernel set: checks and parameters. */
#ifndef PREFLASH_OP_FULLY_CONNECTED_H
#define PREFLASH_OP_FULLY_CONNECTED_H

#include "kernels/reference/fully_connected.h"
#include "ops/op.h"

/* Sizes of the matrix product; PF_STATUS_SHAPE if input, weights and output do not belong together. */
pf_status_t pf_fully_connected_matrix(pf_runtime_t *rt, const pf_node_t *node, pf_matrix_t *matrix);

/* Prepares an int8 layer: `node->data` becomes a pf_fully_connected_int8_t. */
pf_status_t pf_prepare_fully_connected_int8(pf_runtime_t *rt, pf_node_t *node);

#endif
