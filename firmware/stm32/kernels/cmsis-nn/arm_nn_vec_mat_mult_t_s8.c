/* One int8 vector times a matrix whose rows run along the sum: the work of a fully connected layer. Rows are taken two
 * at a time, so that each widened word of the vector is used twice. */
#include "arm_nnsupportfunctions.h"

/* Sums of two rows. */
typedef struct {
  int32_t s0;
  int32_t s1;
} pair_t;

PF_INLINE void two_rows_add(pair_t *pair, const int8_t *lhs, const int8_t *row0, const int8_t *row1, int32_t cols,
                            int32_t lhs_offset) {
  int32_t left = cols;
#if PF_DSP
  const uint32_t offset_pair = pf_pair(lhs_offset);
  for (; left >= 4; left -= 4) {
    const uint32_t l = pf_take_s8x4(&lhs);
    const uint32_t l_odd = pf_sxtab16_ror8(offset_pair, l);
    const uint32_t l_even = pf_sxtab16(offset_pair, l);
    const uint32_t r0 = pf_take_s8x4(&row0);
    pair->s0 = pf_smlad(l_odd, pf_sxtb16_ror8(r0), pair->s0);
    pair->s0 = pf_smlad(l_even, pf_sxtb16(r0), pair->s0);
    const uint32_t r1 = pf_take_s8x4(&row1);
    pair->s1 = pf_smlad(l_odd, pf_sxtb16_ror8(r1), pair->s1);
    pair->s1 = pf_smlad(l_even, pf_sxtb16(r1), pair->s1);
  }
#endif
  for (; left > 0; left--) {
    const int32_t l = *lhs++ + lhs_offset;
    pair->s0 += l * *row0++;
    pair->s1 += l * *row1++;
  }
}

PF_INLINE int32_t one_row_sum(int32_t start, const int8_t *lhs, const int8_t *row, int32_t cols, int32_t lhs_offset) {
  int32_t sum = start;
  int32_t left = cols;
#if PF_DSP
  const uint32_t offset_pair = pf_pair(lhs_offset);
  for (; left >= 4; left -= 4) {
    const uint32_t l = pf_load_s8x4(lhs);
    const uint32_t r = pf_load_s8x4(row);
    sum = pf_smlad(pf_sxtab16_ror8(offset_pair, l), pf_sxtb16_ror8(r), sum);
    sum = pf_smlad(pf_sxtab16(offset_pair, l), pf_sxtb16(r), sum);
    lhs += 4;
    row += 4;
  }
#endif
  for (; left > 0; left--) {
    sum += (*lhs++ + lhs_offset) * *row++;
  }
  return sum;
}

void arm_nn_vec_mat_mult_t_s8(const int8_t *lhs, const int8_t *rhs, int8_t *dst, const pf_product_t *product,
                              const pf_channels_t *channels, int32_t channel_step, const pf_output_t *output) {
  const int32_t cols = product->cols;
  int32_t row = 0;
  for (; row + 2 <= product->rhs_rows; row += 2) {
    pair_t pair = {pf_channel_bias(channels, row), pf_channel_bias(channels, row + 1)};
    two_rows_add(&pair, lhs, rhs, rhs + cols, cols, product->lhs_offset);
    rhs += 2 * cols;
    *dst++ = pf_channel_output(pair.s0, channels, row * channel_step, output);
    *dst++ = pf_channel_output(pair.s1, channels, (row + 1) * channel_step, output);
  }
  if (row < product->rhs_rows) {
    const int32_t sum = one_row_sum(pf_channel_bias(channels, row), lhs, rhs, cols, product->lhs_offset);
    *dst = pf_channel_output(sum, channels, row * channel_step, output);
  }
}
