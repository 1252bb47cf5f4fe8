#include "ops/fully_connected.h"

#include <stddef.h>

#include "ops/tensor_shape.h"
#include "ops/weighted_layer.h"

pf_status_t pf_fully_connected_matrix(pf_runtime_t *rt, const pf_node_t *node, pf_matrix_t *matrix) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  if (layer.weights->rank != 2) {
    return PF_STATUS_SHAPE;
  }
  matrix->output_depth = layer.weights->dims[0];
  matrix->input_depth = layer.weights->dims[1];
  matrix->batches = (int32_t)pf_dims_product(layer.output, 0, layer.output->rank - 1u);
  const bool input_matches =
      pf_tensor_elements(layer.input) == (uint32_t)matrix->batches * (uint32_t)matrix->input_depth;
  const bool output_matches = layer.output->dims[layer.output->rank - 1] == matrix->output_depth;
  /* Weights formats other than 0 are shuffled for one CPU's instructions. */
  if (pf_fb_u8(&rt->file, node->options, TFLITE_FULLY_CONNECTED_WEIGHTS_FORMAT, 0) != 0) {
    return PF_STATUS_PARAMETER;
  }
  return input_matches && output_matches ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

/* One multiplier for the whole layer. TensorFlow Lite multiplies the two scales in single precision here. */
static pf_status_t layer_multiplier(pf_runtime_t *rt, const pf_node_t *node, const pf_int8_layer_ranges_t *ranges,
                                    pf_fully_connected_int8_t *layer) {
  pf_quantization_t weights;
  if (pf_tensor_quantization(rt, pf_input(rt, node, 1), &weights) != PF_STATUS_OK) {
    return PF_STATUS_QUANTIZATION;
  }
  layer->multipliers = pf_arena_persistent(&rt->arena, sizeof(int32_t));
  layer->shifts = pf_arena_persistent(&rt->arena, sizeof(int32_t));
  if (layer->multipliers == NULL || layer->shifts == NULL) {
    return PF_STATUS_ARENA_TOO_SMALL;
  }
  const float product = ranges->input.scale * weights.scale;
  const pf_multiplier_t multiplier = pf_quantize_multiplier((double)product / (double)ranges->output.scale);
  layer->weights_offset = -weights.zero_point;
  layer->multipliers[0] = multiplier.multiplier;
  layer->shifts[0] = multiplier.shift;
  return multiplier.shift > PF_MAX_SHIFT ? PF_STATUS_QUANTIZATION : PF_STATUS_OK;
}

pf_status_t pf_prepare_fully_connected_int8(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_int8_layer(rt, node);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_fully_connected_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_fully_connected_int8_t *layer = node->data;
  pf_int8_layer_ranges_t ranges;
  status = pf_fully_connected_matrix(rt, node, &layer->matrix);
  if (status == PF_STATUS_OK) {
    const uint8_t activation =
        pf_fb_u8(&rt->file, node->options, TFLITE_FULLY_CONNECTED_ACTIVATION, TFLITE_ACTIVATION_NONE);
    status = pf_int8_layer_ranges(rt, node, activation, &ranges);
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  layer->input_offset = -ranges.input.zero_point;
  layer->output_offset = ranges.output.zero_point;
  layer->activation_min = ranges.activation.min;
  layer->activation_max = ranges.activation.max;
  layer->per_channel = pf_is_per_channel(rt, pf_input(rt, node, 1));
  const uint32_t channels = (uint32_t)layer->matrix.output_depth;
  return layer->per_channel ? pf_channel_multipliers(rt, node, 0, channels, &layer->multipliers, &layer->shifts)
                            : layer_multiplier(rt, node, &ranges, layer);
}
