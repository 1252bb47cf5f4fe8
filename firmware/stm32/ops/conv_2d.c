#include "ops/conv_2d.h"

#include "ops/conv_2d_window.h"
#include "ops/weighted_layer.h"

pf_status_t pf_prepare_conv_2d_int8(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_int8_layer(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_conv_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_conv_int8_t *conv = node->data;
  pf_int8_layer_ranges_t ranges;
  status = pf_conv_2d_window(rt, node, &conv->window);
  if (status == PF_STATUS_OK) {
    const uint8_t activation = pf_fb_u8(&rt->file, node->options, TFLITE_CONV_2D_ACTIVATION, TFLITE_ACTIVATION_NONE);
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
  return pf_channel_multipliers(rt, node, 0, channels, &conv->multipliers, &conv->shifts);
}
