#include "ops/requantize.h"

#include "ops/quantization.h"
#include "ops/tensor_shape.h"

static bool is_8_bit(uint8_t type) { return type == TFLITE_INT8 || type == TFLITE_UINT8; }

pf_status_t pf_prepare_requantize(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_arity(node, 1, 1);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_requantize_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *input = pf_input(rt, node, 0);
  const pf_tensor_t *output = pf_output(rt, node, 0);
  if (!is_8_bit(output->type)) {
    return PF_STATUS_TENSOR_TYPE;
  }
  if (!pf_same_shape(input, output)) {
    return PF_STATUS_SHAPE;
  }
  pf_quantization_t from;
  pf_quantization_t to;
  if (pf_tensor_quantization(rt, input, &from) != PF_STATUS_OK ||
      pf_tensor_quantization(rt, output, &to) != PF_STATUS_OK) {
    return PF_STATUS_QUANTIZATION;
  }
  const pf_multiplier_t multiplier = pf_quantize_multiplier((double)from.scale / (double)to.scale);
  const pf_range_int32_t range = pf_type_range(output->type);
  *(pf_requantize_t *)node->data = (pf_requantize_t){.input_zero_point = from.zero_point,
                                                     .output_zero_point = to.zero_point,
                                                     .multiplier = multiplier.multiplier,
                                                     .shift = multiplier.shift,
                                                     .min = range.min,
                                                     .max = range.max};
  return multiplier.shift > PF_MAX_8_BIT_SHIFT ? PF_STATUS_QUANTIZATION : PF_STATUS_OK;
}

bool pf_only_flips_sign(const pf_runtime_t *rt, const pf_node_t *node) {
  const pf_requantize_t *change = node->data;
  const uint8_t from = pf_input(rt, node, 0)->type;
  const uint8_t to = pf_output(rt, node, 0)->type;
  const int32_t step = change->input_zero_point - change->output_zero_point;
  const bool same_scale = change->multiplier == 1 << 30 && change->shift == 1;
  return same_scale && from != to && step == (from == TFLITE_UINT8 ? 128 : -128);
}
