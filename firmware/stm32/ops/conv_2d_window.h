/* Geometry of CONV_2D and DEPTHWISE_CONV_2D. */
#ifndef PREFLASH_OP_CONV_2D_WINDOW_H
#define PREFLASH_OP_CONV_2D_WINDOW_H

#include "kernels/reference/window.h"
#include "ops/op.h"

/* Reads strides, dilations and padding of CONV_2D and checks all shapes, groups included. */
pf_status_t pf_conv_2d_window(pf_runtime_t *rt, const pf_node_t *node, pf_window_t *window);

/* The same for DEPTHWISE_CONV_2D: output channels are a multiple of input channels. */
pf_status_t pf_depthwise_conv_2d_window(pf_runtime_t *rt, const pf_node_t *node, pf_window_t *window);

#endif
