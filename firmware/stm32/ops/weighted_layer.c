#include "ops/weighted_layer.h"

#include <stddef.h>

pf_weighted_layer_t pf_weighted_layer(const pf_runtime_t *rt, const pf_node_t *node) {
  return (pf_weighted_layer_t){
      .input = pf_input(rt, node, 0),
      .weights = pf_input(rt, node, 1),
      .bias = pf_input(rt, node, 2),
      .output = pf_output(rt, node, 0),
  };
}

const void *pf_bias_data(const pf_weighted_layer_t *layer) { return layer->bias == NULL ? NULL : layer->bias->data; }

static bool bias_matches(const pf_weighted_layer_t *layer) {
  const pf_tensor_t *output = layer->output;
  return output->rank > 0 &&
         (layer->bias == NULL || pf_tensor_elements(layer->bias) == (uint32_t)output->dims[output->rank - 1]);
}

/*
 * True if no accumulator can overflow: a term is a product of two differences of 8-bit values. A layer so large that
 * its terms alone might overflow in theory keeps half of the range for them.
 */
static bool bias_in_range(const pf_weighted_layer_t *layer) {
  if (layer->bias == NULL || !layer->bias->is_constant) {
    return true;
  }
  const int32_t *bias = layer->bias->data;
  const uint32_t channels = pf_tensor_elements(layer->bias);
  const uint64_t products = (uint64_t)(pf_tensor_elements(layer->weights) / channels) * (255u * 255u);
  const int64_t limit = INT32_MAX - (int64_t)(products < (1u << 30) ? products : (1u << 30));
  for (uint32_t i = 0; i < channels; ++i) {
    if (bias[i] > limit || bias[i] < -limit) {
      return false;
    }
  }
  return true;
}

pf_status_t pf_check_int8_layer(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_status_t status = pf_check_arity(node, 2, 3);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  if (layer.weights->type != TFLITE_INT8 || layer.output->type != TFLITE_INT8 ||
      (layer.bias != NULL && layer.bias->type != TFLITE_INT32)) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (!bias_matches(&layer)) {
    return PF_STATUS_SHAPE;
  }
  return bias_in_range(&layer) ? PF_STATUS_OK : PF_STATUS_QUANTIZATION;
}

pf_status_t pf_check_float32_layer(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_status_t status = pf_check_arity(node, 2, 3);
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  if (layer.weights->type == TFLITE_INT8 || layer.output->type == TFLITE_INT8) {
    return PF_STATUS_HYBRID;
  }
  if (layer.weights->type != TFLITE_FLOAT32 || layer.output->type != TFLITE_FLOAT32 ||
      (layer.bias != NULL && layer.bias->type != TFLITE_FLOAT32)) {
    return PF_STATUS_TENSOR_TYPE;
  }
  return bias_matches(&layer) ? PF_STATUS_OK : PF_STATUS_SHAPE;
}

pf_status_t pf_int8_layer_ranges(pf_runtime_t *rt, const pf_node_t *node, uint8_t activation,
                                 pf_int8_layer_ranges_t *ranges) {
  const pf_tensor_t *output = pf_output(rt, node, 0);
  pf_status_t status = pf_tensor_quantization(rt, pf_input(rt, node, 0), &ranges->input);
  if (status == PF_STATUS_OK) {
    status = pf_tensor_quantization(rt, output, &ranges->output);
  }
  if (status == PF_STATUS_OK) {
    status = pf_activation_range_quantized(activation, output->type, &ranges->output, &ranges->activation);
  }
  return status;
}

pf_status_t pf_channel_multipliers(pf_runtime_t *rt, const pf_node_t *node, int32_t axis, uint32_t channels,
                                   int32_t **multipliers, int32_t **shifts) {
  const pf_weighted_layer_t layer = pf_weighted_layer(rt, node);
  pf_quantization_t input;
  pf_quantization_t output;
  pf_fb_vector_t scales;
  if (pf_tensor_quantization(rt, layer.input, &input) != PF_STATUS_OK ||
      pf_tensor_quantization(rt, layer.output, &output) != PF_STATUS_OK ||
      pf_weight_scales(rt, layer.weights, axis, channels, &scales) != PF_STATUS_OK) {
    return PF_STATUS_QUANTIZATION;
  }
  *multipliers = pf_arena_persistent(&rt->arena, channels * (uint32_t)sizeof(int32_t));
  *shifts = pf_arena_persistent(&rt->arena, channels * (uint32_t)sizeof(int32_t));
  if (*multipliers == NULL || *shifts == NULL) {
    return PF_STATUS_ARENA_TOO_SMALL;
  }
  for (uint32_t i = 0; i < channels; ++i) {
    const double real =
        (double)input.scale * (double)pf_weight_scale(rt, scales, i) / (double)output.scale;
    const pf_multiplier_t multiplier = pf_quantize_multiplier(real);
    if (multiplier.shift > PF_MAX_SHIFT) {
      return PF_STATUS_QUANTIZATION;
    }
    (*multipliers)[i] = multiplier.multiplier;
    (*shifts)[i] = multiplier.shift;
  }
  return PF_STATUS_OK;
}
