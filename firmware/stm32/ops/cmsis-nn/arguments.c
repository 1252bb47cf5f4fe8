#include "ops/cmsis-nn/arguments.h"

cmsis_nn_dims pf_cmsis_nn_dims(const pf_tensor_t *tensor) {
  return (cmsis_nn_dims){
      .n = tensor->dims[0], .h = tensor->dims[1], .w = tensor->dims[2], .c = tensor->dims[3]};
}

cmsis_nn_tile pf_cmsis_nn_stride(const pf_window_t *window) {
  return (cmsis_nn_tile){.w = window->stride_w, .h = window->stride_h};
}

cmsis_nn_tile pf_cmsis_nn_padding(const pf_window_t *window) {
  return (cmsis_nn_tile){.w = window->pad_left, .h = window->pad_top};
}

cmsis_nn_tile pf_cmsis_nn_dilation(const pf_window_t *window) {
  return (cmsis_nn_tile){.w = window->dilation_w, .h = window->dilation_h};
}

cmsis_nn_context pf_cmsis_nn_context(const pf_node_t *node) {
  return (cmsis_nn_context){.buf = node->scratch, .size = (int32_t)node->scratch_bytes};
}

pf_status_t pf_cmsis_nn_status(arm_cmsis_nn_status status) {
  return status == ARM_CMSIS_NN_SUCCESS ? PF_STATUS_OK : PF_STATUS_KERNEL;
}
