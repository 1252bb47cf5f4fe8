#include "ops/mean.h"
#include "ops/quantization.h"

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

/*
 * Divides a multiplier by `count`. It is first shifted left by the bits of `count`, to keep its precision, as far as
 * the result's shift stays at -31 or above.
 */
static pf_multiplier_t divided(pf_multiplier_t multiplier, uint32_t count) {
  const int32_t bits = 31 - __builtin_clz(count);
  const int32_t shift = smaller(bits, 31 + multiplier.shift);
  return (pf_multiplier_t){.multiplier = (int32_t)(((int64_t)multiplier.multiplier << shift) / count),
                           .shift = multiplier.shift - shift};
}

static pf_status_t prepare(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_allocate_data(rt, node, sizeof(pf_mean_int8_t));
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_mean_int8_t *mean = node->data;
  pf_quantization_t input;
  pf_quantization_t output;
  status = pf_mean_reduction(rt, node, &mean->reduction);
  if (status != PF_STATUS_OK) {
    return status;
  }
  if (pf_tensor_quantization(rt, pf_input(rt, node, 0), &input) != PF_STATUS_OK ||
      pf_tensor_quantization(rt, pf_output(rt, node, 0), &output) != PF_STATUS_OK) {
    return PF_STATUS_QUANTIZATION;
  }
  const pf_multiplier_t rescale = pf_quantize_multiplier((double)input.scale / (double)output.scale);
  const pf_multiplier_t multiplier = divided(rescale, mean->reduction.elements_per_output);
  mean->input_zero_point = input.zero_point;
  mean->output_zero_point = output.zero_point;
  mean->multiplier = multiplier.multiplier;
  mean->shift = multiplier.shift;
  node->scratch_bytes = mean->reduction.output_count * (uint32_t)sizeof(int32_t);
  return rescale.shift > PF_MAX_8_BIT_SHIFT ? PF_STATUS_QUANTIZATION : PF_STATUS_OK;
}

static pf_status_t invoke(const pf_runtime_t *rt, const pf_node_t *node) {
  pf_reference_mean_int8(node->data, pf_input(rt, node, 0)->data, node->scratch, pf_output(rt, node, 0)->data);
  return PF_STATUS_OK;
}

const pf_op_t pf_op_mean_int8 = {
    .prepare = prepare, .invoke = invoke, .builtin_code = TFLITE_OP_MEAN, .input_type = TFLITE_INT8};
