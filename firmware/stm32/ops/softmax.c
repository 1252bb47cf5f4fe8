#include "ops/softmax.h"

#include "ops/tensor_shape.h"
#include "ops/unary.h"

pf_status_t pf_prepare_softmax_int8(pf_runtime_t *rt, pf_node_t *node) {
  pf_quantization_t input;
  pf_quantization_t output;
  pf_status_t status = pf_check_unary_int8(rt, node, &input, &output);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_softmax_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  const pf_tensor_t *tensor = pf_input(rt, node, 0);
  if (tensor->rank == 0) {
    return PF_STATUS_SHAPE;
  }
  const float beta = pf_fb_f32(&rt->file, node->options, TFLITE_SOFTMAX_BETA, 0.0f);
  const double largest = 2147483647.0;
  const double to_q5_26 = (double)beta * (double)input.scale * (double)(1 << (31 - PF_SOFTMAX_INTEGER_BITS));
  const pf_multiplier_t multiplier = pf_quantize_multiplier(to_q5_26 < largest ? to_q5_26 : largest);
  if (!(to_q5_26 > 1.0) || output.scale != 1.0f / 256.0f || output.zero_point != INT8_MIN) {
    return PF_STATUS_QUANTIZATION;
  }
  const uint32_t depth = (uint32_t)tensor->dims[tensor->rank - 1];
  *(pf_softmax_int8_t *)node->data =
      (pf_softmax_int8_t){.rows = pf_tensor_elements(tensor) / depth,
                          .depth = depth,
                          .multiplier = multiplier.multiplier,
                          .shift = multiplier.shift,
                          .diff_min = -pf_input_radius(PF_SOFTMAX_INTEGER_BITS, multiplier.shift)};
  return PF_STATUS_OK;
}
