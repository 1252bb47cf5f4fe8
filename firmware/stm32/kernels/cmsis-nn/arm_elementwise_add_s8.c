/* Addition of two tensors of one shape: both are brought to a common scale, added, and requantised. */
#include "arm_nnfunctions.h"
#include "arm_nnsupportfunctions.h"

/* How one operand reaches the common scale. */
typedef struct {
  int32_t offset;
  int32_t left_shift;
  int32_t multiplier;
  int32_t shift; /* of the product; not positive */
} operand_t;

/* An operand whose offset has been added, on the common scale. */
PF_INLINE int32_t rescale(int32_t value, const operand_t *operand) {
  const int32_t shifted = (int32_t)((uint32_t)value << operand->left_shift);
  return arm_nn_divide_by_power_of_two(arm_nn_doubling_high_mult(shifted, operand->multiplier), -operand->shift);
}

/* How the sum reaches the output. */
typedef struct {
  int32_t multiplier;
  int32_t shift; /* not positive */
  pf_output_t range;
} sum_t;

PF_INLINE int32_t add_one(int32_t value1, const operand_t *operand1, int32_t value2, const operand_t *operand2,
                          const sum_t *to) {
  const int32_t sum = rescale(value1, operand1) + rescale(value2, operand2);
  const int32_t scaled = arm_nn_divide_by_power_of_two(arm_nn_doubling_high_mult(sum, to->multiplier), -to->shift);
  return pf_clamp(scaled + to->range.offset, to->range.min, to->range.max);
}

#if PF_DSP
PF_INLINE int32_t low_half(uint32_t pair) { return (int16_t)(uint16_t)pair; }

PF_INLINE int32_t high_half(uint32_t pair) { return (int32_t)pair >> 16; }

/* Four elements; the halves of a pair are elements 0 and 2, or 1 and 3. */
PF_INLINE void add_four(const int8_t *input1, const operand_t *operand1, const int8_t *input2,
                        const operand_t *operand2, const sum_t *to, int8_t *output) {
  const uint32_t word1 = pf_load_s8x4(input1);
  const uint32_t word2 = pf_load_s8x4(input2);
  const uint32_t even1 = pf_sxtab16(pf_pair(operand1->offset), word1);
  const uint32_t even2 = pf_sxtab16(pf_pair(operand2->offset), word2);
  const uint32_t odd1 = pf_sxtab16_ror8(pf_pair(operand1->offset), word1);
  const uint32_t odd2 = pf_sxtab16_ror8(pf_pair(operand2->offset), word2);
  output[0] = (int8_t)add_one(low_half(even1), operand1, low_half(even2), operand2, to);
  output[1] = (int8_t)add_one(low_half(odd1), operand1, low_half(odd2), operand2, to);
  output[2] = (int8_t)add_one(high_half(even1), operand1, high_half(even2), operand2, to);
  output[3] = (int8_t)add_one(high_half(odd1), operand1, high_half(odd2), operand2, to);
}
#endif

arm_cmsis_nn_status arm_elementwise_add_s8(const int8_t *input_1_vect, const int8_t *input_2_vect,
                                           const int32_t input_1_offset, const int32_t input_1_mult,
                                           const int32_t input_1_shift, const int32_t input_2_offset,
                                           const int32_t input_2_mult, const int32_t input_2_shift,
                                           const int32_t left_shift, int8_t *output, const int32_t out_offset,
                                           const int32_t out_mult, const int32_t out_shift,
                                           const int32_t out_activation_min, const int32_t out_activation_max,
                                           const int32_t block_size) {
  const operand_t operand1 = {input_1_offset, left_shift, input_1_mult, input_1_shift};
  const operand_t operand2 = {input_2_offset, left_shift, input_2_mult, input_2_shift};
  const sum_t to = {out_mult, out_shift, {out_offset, out_activation_min, out_activation_max}};
  int32_t left = block_size;
#if PF_DSP
  for (; left >= 4; left -= 4) {
    add_four(input_1_vect, &operand1, input_2_vect, &operand2, &to, output);
    input_1_vect += 4;
    input_2_vect += 4;
    output += 4;
  }
#endif
  for (; left > 0; left--) {
    *output++ = (int8_t)add_one(*input_1_vect++ + input_1_offset, &operand1, *input_2_vect++ + input_2_offset,
                                &operand2, &to);
  }
  return ARM_CMSIS_NN_SUCCESS;
}
