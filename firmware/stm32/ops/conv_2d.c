#include "ops/conv_2d.h"

#include "ops/conv_2d_window.h"
#include "ops/weighted_layer.h"

/* What differs between CONV_2D and DEPTHWISE_CONV_2D. */
typedef struct {
  pf_status_t (*window)(pf_runtime_t *rt, const pf_node_t *node, pf_window_t *window);
  uint32_t activation_slot;
  int32_t channel_axis; /* dimension of the filter that output channels lie along */
} variant_t;

static const variant_t conv_2d = {
    .window = pf_conv_2d_window, .activation_slot = TFLITE_CONV_2D_ACTIVATION, .channel_axis = 0};
static const variant_t depthwise_conv_2d = {.window = pf_depthwise_conv_2d_window,
                                            .activation_slot = TFLITE_DEPTHWISE_CONV_2D_ACTIVATION,
                                            .channel_axis = 3};

static pf_status_t prepare_int8(pf_runtime_t *rt, pf_node_t *node, const variant_t *variant) {
  pf_status_t status = pf_check_int8_layer(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_conv_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_conv_int8_t *conv = node->data;
  pf_int8_layer_ranges_t ranges;
  status = variant->window(rt, node, &conv->window);
  if (status == PF_STATUS_OK) {
    const uint8_t activation =
        pf_fb_u8(&rt->file, node->options, variant->activation_slot, TFLITE_ACTIVATION_NONE);
    status = pf_int8_layer_ranges(rt, node, activation, &ranges);
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  conv->input_offset = -ranges.input.zero_point;
  conv->output_offset = ranges.output.zero_point;
  conv->activation_min = ranges.activation.min;
  conv->activation_max = ranges.activation.max;
  const uint32_t channels = (uint32_t)pf_output(rt, node, 0)->dims[3];
  return pf_channel_multipliers(rt, node, variant->channel_axis, channels, &conv->multipliers, &conv->shifts);
}

static pf_status_t prepare_float32(pf_runtime_t *rt, pf_node_t *node, const variant_t *variant) {
  pf_status_t status = pf_check_float32_layer(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_conv_float32_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_conv_float32_t *conv = node->data;
  pf_range_float_t range;
  const uint8_t activation = pf_fb_u8(&rt->file, node->options, variant->activation_slot, TFLITE_ACTIVATION_NONE);
  status = pf_activation_range_float(activation, &range);
  conv->activation_min = range.min;
  conv->activation_max = range.max;
  return status != PF_STATUS_OK ? status : variant->window(rt, node, &conv->window);
}

pf_status_t pf_prepare_conv_2d_int8(pf_runtime_t *rt, pf_node_t *node) { return prepare_int8(rt, node, &conv_2d); }

pf_status_t pf_prepare_depthwise_conv_2d_int8(pf_runtime_t *rt, pf_node_t *node) {
  return prepare_int8(rt, node, &depthwise_conv_2d);
}

pf_status_t pf_prepare_conv_2d_float32(pf_runtime_t *rt, pf_node_t *node) {
  return prepare_float32(rt, node, &conv_2d);
}

pf_status_t pf_prepare_depthwise_conv_2d_float32(pf_runtime_t *rt, pf_node_t *node) {
  return prepare_float32(rt, node, &depthwise_conv_2d);
}
