/* Matrix product of two int8 matrices whose rows run along the sum: the work of 1x1 and 1xN convolutions.
 *
 * Rows are taken in blocks of two by two, so that each word loaded is used twice. The input offset is kept out of the
 * inner loop: sum((x + offset) * w) = sum(x * w) + offset * sum(w), and sum(w) is the same for every row of lhs. */
#include "arm_nnsupportfunctions.h"

/* Sums of a block: row of lhs, row of rhs. */
typedef struct {
  int32_t s00;
  int32_t s01;
  int32_t s10;
  int32_t s11;
} block_t;

#if PF_DSP
/* Four more columns of a block. */
PF_INLINE void block_add_4(block_t *block, const int8_t **lhs0, const int8_t **lhs1, const int8_t **rhs0,
                           const int8_t **rhs1) {
  const uint32_t r0 = pf_take_s8x4(rhs0);
  const uint32_t l0 = pf_take_s8x4(lhs0);
  const uint32_t r0_even = pf_sxtb16(r0);
  const uint32_t r0_odd = pf_sxtb16_ror8(r0);
  const uint32_t l0_even = pf_sxtb16(l0);
  const uint32_t l0_odd = pf_sxtb16_ror8(l0);
  block->s00 = pf_smlad(l0_even, r0_even, block->s00);
  block->s00 = pf_smlad(l0_odd, r0_odd, block->s00);
  const uint32_t r1 = pf_take_s8x4(rhs1);
  const uint32_t r1_even = pf_sxtb16(r1);
  const uint32_t r1_odd = pf_sxtb16_ror8(r1);
  block->s01 = pf_smlad(l0_even, r1_even, block->s01);
  block->s01 = pf_smlad(l0_odd, r1_odd, block->s01);
  const uint32_t l1 = pf_take_s8x4(lhs1);
  const uint32_t l1_even = pf_sxtb16(l1);
  const uint32_t l1_odd = pf_sxtb16_ror8(l1);
  block->s10 = pf_smlad(l1_even, r0_even, block->s10);
  block->s10 = pf_smlad(l1_odd, r0_odd, block->s10);
  block->s11 = pf_smlad(l1_even, r1_even, block->s11);
  block->s11 = pf_smlad(l1_odd, r1_odd, block->s11);
}
#endif

/* Two rows of lhs times two rows of rhs. */
PF_INLINE void block_add(block_t *block, const int8_t *lhs0, const int8_t *lhs1, const int8_t *rhs0,
                         const int8_t *rhs1, int32_t cols) {
  int32_t left = cols;
#if PF_DSP
  /* Unrolled once and by hand: with all that -O3 would unroll, the loop over the pixels outgrows the 1 KiB that flash
   * accelerators cache. */
  for (; left >= 16; left -= 16) {
    block_add_4(block, &lhs0, &lhs1, &rhs0, &rhs1);
    block_add_4(block, &lhs0, &lhs1, &rhs0, &rhs1);
    block_add_4(block, &lhs0, &lhs1, &rhs0, &rhs1);
    block_add_4(block, &lhs0, &lhs1, &rhs0, &rhs1);
  }
#pragma GCC unroll 1
  for (; left >= 4; left -= 4) {
    block_add_4(block, &lhs0, &lhs1, &rhs0, &rhs1);
  }
#endif
#pragma GCC unroll 1
  for (; left > 0; left--) {
    const int32_t l0 = *lhs0++;
    const int32_t l1 = *lhs1++;
    const int32_t r0 = *rhs0++;
    const int32_t r1 = *rhs1++;
    block->s00 += l0 * r0;
    block->s01 += l0 * r1;
    block->s10 += l1 * r0;
    block->s11 += l1 * r1;
  }
}

/* One row of lhs times two rows of rhs: the last row of an odd number. */
PF_INLINE void half_block_add(block_t *block, const int8_t *lhs, const int8_t *rhs0, const int8_t *rhs1,
                              int32_t cols) {
  int32_t left = cols;
#if PF_DSP
  for (; left >= 4; left -= 4) {
    const uint32_t l = pf_take_s8x4(&lhs);
    const uint32_t l_even = pf_sxtb16(l);
    const uint32_t l_odd = pf_sxtb16_ror8(l);
    const uint32_t r0 = pf_take_s8x4(&rhs0);
    block->s00 = pf_smlad(l_even, pf_sxtb16(r0), block->s00);
    block->s00 = pf_smlad(l_odd, pf_sxtb16_ror8(r0), block->s00);
    const uint32_t r1 = pf_take_s8x4(&rhs1);
    block->s01 = pf_smlad(l_even, pf_sxtb16(r1), block->s01);
    block->s01 = pf_smlad(l_odd, pf_sxtb16_ror8(r1), block->s01);
  }
#endif
#pragma GCC unroll 1
  for (; left > 0; left--) {
    const int32_t l = *lhs++;
    block->s00 += l * *rhs0++;
    block->s01 += l * *rhs1++;
  }
}

/* Two filters over every row of lhs. */
static void multiply_two_filters(const int8_t *lhs, const int8_t *rhs, int8_t *dst, const pf_product_t *product,
                                 const pf_channels_t *channels, int32_t channel, const pf_output_t *output) {
  const int32_t cols = product->cols;
  const int8_t *rhs0 = rhs;
  const int8_t *rhs1 = rhs + cols;
  int32_t sum0 = 0;
  int32_t sum1 = 0;
  for (int32_t k = 0; k < cols; k++) {
    sum0 += rhs0[k];
    sum1 += rhs1[k];
  }
  const pf_scale_t scale0 = pf_channel_scale(channels, channel);
  const pf_scale_t scale1 = pf_channel_scale(channels, channel + 1);
  const int32_t start0 = sum0 * product->lhs_offset + pf_channel_bias(channels, channel);
  const int32_t start1 = sum1 * product->lhs_offset + pf_channel_bias(channels, channel + 1);
  const pf_output_t range = *output;

  int32_t rows_left = product->lhs_rows;
  for (; rows_left >= 2; rows_left -= 2) {
    block_t block = {start0, start1, start0, start1};
    block_add(&block, lhs, lhs + product->lhs_stride, rhs0, rhs1, cols);
    lhs += 2 * product->lhs_stride;
    dst[0] = pf_to_output(block.s00, scale0, &range);
    dst[1] = pf_to_output(block.s01, scale1, &range);
    dst += product->dst_stride;
    dst[0] = pf_to_output(block.s10, scale0, &range);
    dst[1] = pf_to_output(block.s11, scale1, &range);
    dst += product->dst_stride;
  }
  if (rows_left > 0) {
    block_t block = {start0, start1, 0, 0};
    half_block_add(&block, lhs, rhs0, rhs1, cols);
    dst[0] = pf_to_output(block.s00, scale0, &range);
    dst[1] = pf_to_output(block.s01, scale1, &range);
  }
}

/* The last filter of an odd number over every row of lhs. */
static void multiply_one_filter(const int8_t *lhs, const int8_t *rhs, int8_t *dst, const pf_product_t *product,
                                const pf_channels_t *channels, int32_t channel, const pf_output_t *output) {
  for (int32_t row = 0; row < product->lhs_rows; row++) {
    int32_t sum = pf_channel_bias(channels, channel);
    for (int32_t k = 0; k < product->cols; k++) {
      sum += (lhs[k] + product->lhs_offset) * rhs[k];
    }
    *dst = pf_channel_output(sum, channels, channel, output);
    lhs += product->lhs_stride;
    dst += product->dst_stride;
  }
}

void arm_nn_mat_mult_nt_t_s8(const int8_t *lhs, const int8_t *rhs, int8_t *dst, const pf_product_t *product,
                             const pf_channels_t *channels, const pf_output_t *output) {
  int32_t channel = 0;
  for (; channel + 2 <= product->rhs_rows; channel += 2) {
    multiply_two_filters(lhs, rhs, dst + channel, product, channels, channel, output);
    rhs += 2 * product->cols;
  }
  if (channel < product->rhs_rows) {
    multiply_one_filter(lhs, rhs, dst + channel, product, channels, channel, output);
  }
}
