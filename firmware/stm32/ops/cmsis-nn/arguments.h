/* From tensors to the structures of CMSIS-NN's API. */
#ifndef PREFLASH_CMSIS_NN_ARGUMENTS_H
#define PREFLASH_CMSIS_NN_ARGUMENTS_H

#include "arm_nn_types.h"
#include "kernels/reference/window.h"
#include "ops/op.h"

/* Extents of an NHWC tensor of rank 4. */
cmsis_nn_dims pf_cmsis_nn_dims(const pf_tensor_t *tensor);

cmsis_nn_tile pf_cmsis_nn_stride(const pf_window_t *window);
cmsis_nn_tile pf_cmsis_nn_padding(const pf_window_t *window);
cmsis_nn_tile pf_cmsis_nn_dilation(const pf_window_t *window);

/* The node's scratch buffer as a kernel wants it. */
cmsis_nn_context pf_cmsis_nn_context(const pf_node_t *node);

/* What a kernel's answer means to the runtime. */
pf_status_t pf_cmsis_nn_status(arm_cmsis_nn_status status);

#endif
