/* Shapes of tensors as kernels and checks need them. */
#ifndef PREFLASH_OP_TENSOR_SHAPE_H
#define PREFLASH_OP_TENSOR_SHAPE_H

#include "kernels/reference/shape.h"
#include "ops/op.h"

/* The shape of a tensor of rank 4 or less, with ones in front. */
pf_shape4_t pf_shape4(const pf_tensor_t *tensor);

/* True if two tensors have the same dimensions. */
bool pf_same_shape(const pf_tensor_t *a, const pf_tensor_t *b);

/* Product of dimensions [from, to). */
uint32_t pf_dims_product(const pf_tensor_t *tensor, uint32_t from, uint32_t to);

/*
 * An axis operand of the file, which may count from the back: brought to [0, rank).
 * PF_STATUS_SHAPE if it is outside.
 */
pf_status_t pf_resolve_axis(int32_t axis, uint32_t rank, uint32_t *resolved);

#endif
