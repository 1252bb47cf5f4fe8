#include "ops/pool_2d.h"

#include "ops/quantization.h"
#include "ops/window.h"

/* Arity, types and shapes, and the part of the parameters that does not depend on the type. */
static pf_status_t prepare_window(pf_runtime_t *rt, const pf_node_t *node, pf_window_t *window, int32_t *filter_h,
                                  int32_t *filter_w) {
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (output->type != input->type) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (input->rank != 4 || output->rank != 4 || input->dims[3] != output->dims[3]) {
    return PF_STATUS_SHAPE;
  }
  pf_flatbuffer_t *file = &rt->file;
  window->stride_w = pf_fb_i32(file, node->options, TFLITE_POOL_2D_STRIDE_W, 0);
  window->stride_h = pf_fb_i32(file, node->options, TFLITE_POOL_2D_STRIDE_H, 0);
  window->dilation_w = 1;
  window->dilation_h = 1;
  *filter_w = pf_fb_i32(file, node->options, TFLITE_POOL_2D_FILTER_W, 0);
  *filter_h = pf_fb_i32(file, node->options, TFLITE_POOL_2D_FILTER_H, 0);
  const uint8_t padding = pf_fb_u8(file, node->options, TFLITE_POOL_2D_PADDING, TFLITE_PADDING_SAME);
  return pf_window_fit(padding, input, *filter_h, *filter_w, output, window);
}

static uint8_t activation_of(pf_runtime_t *rt, const pf_node_t *node) {
  return pf_fb_u8(&rt->file, node->options, TFLITE_POOL_2D_ACTIVATION, TFLITE_ACTIVATION_NONE);
}

pf_status_t pf_prepare_pool_2d_int8(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, 1, 1);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_pool_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_pool_int8_t *pool = node->data;
  pf_quantization_t input;
  pf_quantization_t output;
  pf_range_int32_t range;
  status = prepare_window(rt, node, &pool->window, &pool->filter_h, &pool->filter_w);
  if (status != PF_STATUS_OK) {
    return status;
  }
  if (pf_tensor_quantization(rt, pf_input(rt, node, 0), &input) != PF_STATUS_OK ||
      pf_tensor_quantization(rt, pf_output(rt, node, 0), &output) != PF_STATUS_OK ||
      input.zero_point != output.zero_point || input.scale != output.scale) {
    return PF_STATUS_QUANTIZATION;
  }
  status = pf_activation_range_quantized(activation_of(rt, node), TFLITE_INT8, &output, &range);
  pool->activation_min = range.min;
  pool->activation_max = range.max;
  return status;
}

pf_status_t pf_prepare_pool_2d_float32(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, 1, 1);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_pool_float32_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_pool_float32_t *pool = node->data;
  pf_range_float_t range;
  status = pf_activation_range_float(activation_of(rt, node), &range);
  pool->activation_min = range.min;
  pool->activation_max = range.max;
  return status != PF_STATUS_OK
             ? status
             : prepare_window(rt, node, &pool->window, &pool->filter_h, &pool->filter_w);
}
