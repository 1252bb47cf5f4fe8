#include "ops/mul.h"

#include "ops/binary.h"

/* A product of two 9-bit differences leaves this many bits for a multiplier above one. */
#define MAX_OUTPUT_SHIFT 14

static pf_status_t fill(const pf_binary_quantization_t *q, pf_mul_int8_t *mul) {
  const pf_multiplier_t multiplier =
      pf_quantize_multiplier((double)q->input1.scale * (double)q->input2.scale / (double)q->output.scale);
  *mul = (pf_mul_int8_t){.input1_offset = -q->input1.zero_point,
                         .input2_offset = -q->input2.zero_point,
                         .output_offset = q->output.zero_point,
                         .output_multiplier = multiplier.multiplier,
                         .output_shift = multiplier.shift,
                         .activation_min = q->activation.min,
                         .activation_max = q->activation.max};
  return multiplier.shift > MAX_OUTPUT_SHIFT ? PF_STATUS_QUANTIZATION : PF_STATUS_OK;
}

pf_status_t pf_prepare_mul_int8(pf_runtime_t *rt, pf_node_t *node) {
  pf_status_t status = pf_check_binary(rt, node, TFLITE_INT8);
  if (status == PF_STATUS_OK) {
    status = pf_allocate_data(rt, node, sizeof(pf_mul_int8_t));
  }
  if (status != PF_STATUS_OK) {
    return status;
  }
  pf_binary_quantization_t quantization;
  status = pf_binary_quantization(rt, node, TFLITE_MUL_ACTIVATION, &quantization);
  return status != PF_STATUS_OK ? status : fill(&quantization, node->data);
}
