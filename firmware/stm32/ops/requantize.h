/* QUANTIZE from one 8-bit type to another: checks and parameters. */
#ifndef PREFLASH_OP_REQUANTIZE_H
#define PREFLASH_OP_REQUANTIZE_H

#include "kernels/reference/quantize.h"
#include "ops/op.h"

/* Prepares the change of scale: `node->data` becomes a pf_requantize_t. */
pf_status_t pf_prepare_requantize(pf_runtime_t *rt, pf_node_t *node);

/* True if the change is nothing but the step between int8 and uint8. */
bool pf_only_flips_sign(const pf_runtime_t *rt, const pf_node_t *node);

#endif
