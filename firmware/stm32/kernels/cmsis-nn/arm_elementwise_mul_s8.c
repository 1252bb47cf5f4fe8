/* Multiplication of two tensors of one shape. */
#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

#if PF_DSP
/* Four elements; the halves of a pair are elements 0 and 2, or 1 and 3. */
PF_INLINE void multiply_four(const int8_t *input1, uint32_t offset1, const int8_t *input2, uint32_t offset2,
                             pf_scale_t scale, const pf_output_t *range, int8_t *output) {
  const uint32_t word1 = pf_load_s8x4(input1);
  const uint32_t word2 = pf_load_s8x4(input2);
  const uint32_t even1 = pf_sxtab16(offset1, word1);
  const uint32_t even2 = pf_sxtab16(offset2, word2);
  const uint32_t odd1 = pf_sxtab16_ror8(offset1, word1);
  const uint32_t odd2 = pf_sxtab16_ror8(offset2, word2);
  output[0] = pf_to_output(pf_smulbb(even1, even2), scale, range);
  output[1] = pf_to_output(pf_smulbb(odd1, odd2), scale, range);
  output[2] = pf_to_output(pf_smultt(even1, even2), scale, range);
  output[3] = pf_to_output(pf_smultt(odd1, odd2), scale, range);
}
#endif

arm_cmsis_nn_status arm_elementwise_mul_s8(const int8_t *input_1_vect, const int8_t *input_2_vect,
                                           const int32_t input_1_offset, const int32_t input_2_offset, int8_t *output,
                                           const int32_t out_offset, const int32_t out_mult, const int32_t out_shift,
                                           const int32_t out_activation_min, const int32_t out_activation_max,
                                           const int32_t block_size) {
  const pf_scale_t scale = {out_mult, out_shift};
  const pf_output_t range = {out_offset, out_activation_min, out_activation_max};
  int32_t left = block_size;
#if PF_DSP
  const uint32_t offset1 = pf_pair(input_1_offset);
  const uint32_t offset2 = pf_pair(input_2_offset);
  for (; left >= 4; left -= 4) {
    multiply_four(input_1_vect, offset1, input_2_vect, offset2, scale, &range, output);
    input_1_vect += 4;
    input_2_vect += 4;
    output += 4;
  }
#endif
  for (; left > 0; left--) {
    const int32_t product = (*input_1_vect++ + input_1_offset) * (*input_2_vect++ + input_2_offset);
    *output++ = pf_to_output(product, scale, &range);
  }
  return ARM_CMSIS_NN_SUCCESS;
}
