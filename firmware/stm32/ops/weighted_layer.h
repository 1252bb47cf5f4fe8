/* Layers with weights and a bias: what convolutions and fully connected layers have in common. */
#ifndef PREFLASH_OP_WEIGHTED_LAYER_H
#define PREFLASH_OP_WEIGHTED_LAYER_H

#include "ops/op.h"
#include "ops/quantization.h"

typedef struct {
  const pf_tensor_t *input;
  const pf_tensor_t *weights;
  const pf_tensor_t *bias; /* NULL if there is none */
  const pf_tensor_t *output;
} pf_weighted_layer_t;

/* The tensors of a node whose arity was checked. */
pf_weighted_layer_t pf_weighted_layer(const pf_runtime_t *rt, const pf_node_t *node);

/* Data of the bias, NULL if there is none. */
const void *pf_bias_data(const pf_weighted_layer_t *layer);

/*
 * Arity and types of an int8 layer (int8 weights, int32 bias), and a bias of `output_channels`.
 * `output_channels` is the last dimension of the output.
 */
pf_status_t pf_check_int8_layer(const pf_runtime_t *rt, const pf_node_t *node);

/* The same for float32; PF_STATUS_HYBRID if the weights are int8 or the output is. */
pf_status_t pf_check_float32_layer(const pf_runtime_t *rt, const pf_node_t *node);

/* Zero points of input and output and the fused activation's range of an int8 layer. */
typedef struct {
  pf_quantization_t input;
  pf_quantization_t output;
  pf_range_int32_t activation;
} pf_int8_layer_ranges_t;

pf_status_t pf_int8_layer_ranges(pf_runtime_t *rt, const pf_node_t *node, uint8_t activation,
                                 pf_int8_layer_ranges_t *ranges);

/*
 * A multiplier and a shift for each of `channels` output channels, in persistent memory:
 * input scale * weight scale / output scale. The weights' scales run along dimension `axis` if there are several.
 */
pf_status_t pf_channel_multipliers(pf_runtime_t *rt, const pf_node_t *node, int32_t axis, uint32_t channels,
                                   int32_t **multipliers, int32_t **shifts);

#endif
