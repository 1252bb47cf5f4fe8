/* Element-by-element operators on two inputs: shapes, types and broadcasting, whatever is computed. */
#ifndef PREFLASH_OP_BINARY_H
#define PREFLASH_OP_BINARY_H

#include "kernels/reference/broadcast.h"
#include "ops/op.h"
#include "ops/quantization.h"

typedef struct {
  const pf_tensor_t *input1;
  const pf_tensor_t *input2;
  const pf_tensor_t *output;
} pf_binary_t;

/* The tensors of a node whose arity was checked. */
pf_binary_t pf_binary(const pf_runtime_t *rt, const pf_node_t *node);

/* Checks that both inputs and the output have `type` and that the inputs broadcast to the output. */
pf_status_t pf_check_binary(const pf_runtime_t *rt, const pf_node_t *node, uint8_t type);

/* True if an input repeats along some dimension. */
bool pf_is_broadcast(const pf_binary_t *tensors);

/* How the inputs repeat; shapes must have been checked. */
pf_broadcast_t pf_broadcast(const pf_binary_t *tensors);

/* Quantisation of all three tensors and the fused activation's range of an int8 node. */
typedef struct {
  pf_quantization_t input1;
  pf_quantization_t input2;
  pf_quantization_t output;
  pf_range_int32_t activation;
} pf_binary_quantization_t;

pf_status_t pf_binary_quantization(pf_runtime_t *rt, const pf_node_t *node, uint32_t activation_slot,
                                   pf_binary_quantization_t *quantization);

/* Checks a float node and makes its fused activation's range `node->data`, a pf_range_float_t. */
pf_status_t pf_prepare_binary_float32(pf_runtime_t *rt, pf_node_t *node, uint32_t activation_slot);

#endif
