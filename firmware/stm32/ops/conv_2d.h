/* CONV_2D and DEPTHWISE_CONV_2D whatever the kernel set: checks and parameters. */
#ifndef PREFLASH_OP_CONV_2D_H
#define PREFLASH_OP_CONV_2D_H

#include "kernels/reference/conv_2d.h"
#include "ops/op.h"

/* Prepare an int8 convolution: `node->data` becomes a pf_conv_int8_t. */
pf_status_t pf_prepare_conv_2d_int8(pf_runtime_t *rt, pf_node_t *node);
pf_status_t pf_prepare_depthwise_conv_2d_int8(pf_runtime_t *rt, pf_node_t *node);

/* Prepare a float convolution: `node->data` becomes a pf_conv_float32_t. */
pf_status_t pf_prepare_conv_2d_float32(pf_runtime_t *rt, pf_node_t *node);
pf_status_t pf_prepare_depthwise_conv_2d_float32(pf_runtime_t *rt, pf_node_t *node);

#endif
