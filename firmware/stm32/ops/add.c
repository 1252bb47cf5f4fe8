#include "ops/add.h"

#include "ops/binary.h"

/* Both inputs are brought to half the larger scale's resolution, so that their sum cannot overflow. */
static pf_status_t fill(const pf_binary_quantization_t *q, pf_add_int8_t *add) {
  const float larger_scale = q->input1.scale > q->input2.scale ? q->input1.scale : q->input2.scale;
  const double common_scale = 2.0 * (double)larger_scale;
  const pf_multiplier_t multiplier1 = pf_quantize_multiplier((double)q->input1.scale / common_scale);
  const pf_multiplier_t multiplier2 = pf_quantize_multiplier((double)q->input2.scale / common_scale);
  const double to_output = common_scale / ((double)(1 << PF_ADD_LEFT_SHIFT) * (double)q->output.scale);
  const pf_multiplier_t output_multiplier = pf_quantize_multiplier(to_output);
  *add = (pf_add_int8_t){.input1_offset = -q->input1.zero_point,
                         .input1_multiplier = multiplier1.multiplier,
                         .input1_shift = multiplier1.shift,
                         .input2_offset = -q->input2.zero_point,
                         .input2_multiplier = multiplier2.multiplier,
                         .input2_shift = multiplier2.shift,
                         .output_offset = q->output.zero_point,
                         .output_multiplier = output_multiplier.multiplier,
                         .output_shift = output_multiplier.shift,
                         .activation_min = q->activation.min,
                         .activation_max = q->activation.max};
  /* The specification takes this multiplier for less than one; a larger one would overflow. */
  return output_multiplier.shift > 0 ? PF_STATUS_QUANTIZATION : PF_STATUS_OK;
}

pf_status_t pf_prepare_add_int8(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_binary(rt, node, TFLITE_INT8);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_add_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_binary_quantization_t quantization;
  status = pf_binary_quantization(rt, node, TFLITE_ADD_ACTIVATION, &quantization);
  return status != PF_STATUS_OK ? status : fill(&quantization, node->data);
}
