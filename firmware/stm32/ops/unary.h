/* Functions of one value, element by element: what they have in common. */
#ifndef PREFLASH_OP_UNARY_H
#define PREFLASH_OP_UNARY_H

#include "kernels/reference/activation.h"
#include "ops/op.h"
#include "ops/quantization.h"

/* Checks arity and that input and output have the same type and shape. Enough as `prepare` of a float operator. */
pf_status_t pf_prepare_unary(pf_runtime_t *rt, pf_node_t *node);

/* As pf_prepare_unary(), with the quantisation of both tensors. */
pf_status_t pf_check_unary_int8(pf_runtime_t *rt, pf_node_t *node, pf_quantization_t *input,
                                pf_quantization_t *output);

/*
 * Prepares int8 LOGISTIC or TANH: `node->data` becomes a pf_sigmoid_int8_t. The output must have the scale and zero
 * point that the specification fixes.
 */
pf_status_t pf_prepare_sigmoid_int8(pf_runtime_t *rt, pf_node_t *node, pf_quantization_t fixed_output);

#endif
