#include "ops/conv_2d_window.h"

#include "ops/weighted_layer.h"
#include "ops/window.h"

/* True if the channels of a convolution split into equal groups of the depth the filter sees. */
static bool conv_channels_match(const pf_weighted_layer_t *layer) {
  const int32_t input_channels = layer->input->dims[3];
  const int32_t output_channels = layer->output->dims[3];
  const int32_t group_depth = layer->weights->dims[3];
  return layer->weights->dims[0] == output_channels && input_channels % group_depth == 0 &&
         output_channels % (input_channels / group_depth) == 0;
}

static bool depthwise_channels_match(const pf_weighted_layer_t *layer) {
  const int32_t output_channels = layer->output->dims[3];
  return layer->weights->dims[0] == 1 && layer->weights->dims[3] == output_channels &&
         output_channels % layer->input->dims[3] == 0;
}

static bool all_rank_4(const pf_weighted_layer_t *layer) {
  return layer->input->rank == 4 && layer->weights->rank == 4 && layer->output->rank == 4;
}

pf_status_t pf_conv_2d_window(pf_runtime_t *rt, const pf_node_t *node, pf_window_t *window) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  if (!all_rank_4(&layer) || !conv_channels_match(&layer)) {
    return PF_STATUS_SHAPE;
  }
  pf_flatbuffer_t *file = &rt->file;
  window->stride_w = pf_fb_i32(file, node->options, TFLITE_CONV_2D_STRIDE_W, 0);
  window->stride_h = pf_fb_i32(file, node->options, TFLITE_CONV_2D_STRIDE_H, 0);
  window->dilation_w = pf_fb_i32(file, node->options, TFLITE_CONV_2D_DILATION_W, 1);
  window->dilation_h = pf_fb_i32(file, node->options, TFLITE_CONV_2D_DILATION_H, 1);
  const uint8_t padding = pf_fb_u8(file, node->options, TFLITE_CONV_2D_PADDING, TFLITE_PADDING_SAME);
  return pf_window_fit(padding, layer.input, layer.weights->dims[1], layer.weights->dims[2], layer.output, window);
}

pf_status_t pf_depthwise_conv_2d_window(pf_runtime_t *rt, const pf_node_t *node, pf_window_t *window) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  if (!all_rank_4(&layer) || !depthwise_channels_match(&layer)) {
    return PF_STATUS_SHAPE;
  }
  pf_flatbuffer_t *file = &rt->file;
  window->stride_w = pf_fb_i32(file, node->options, TFLITE_DEPTHWISE_CONV_2D_STRIDE_W, 0);
  window->stride_h = pf_fb_i32(file, node->options, TFLITE_DEPTHWISE_CONV_2D_STRIDE_H, 0);
  window->dilation_w = pf_fb_i32(file, node->options, TFLITE_DEPTHWISE_CONV_2D_DILATION_W, 1);
  window->dilation_h = pf_fb_i32(file, node->options, TFLITE_DEPTHWISE_CONV_2D_DILATION_H, 1);
  const uint8_t padding = pf_fb_u8(file, node->options, TFLITE_DEPTHWISE_CONV_2D_PADDING, TFLITE_PADDING_SAME);
  return pf_window_fit(padding, layer.input, layer.weights->dims[1], layer.weights->dims[2], layer.output, window);
}
