/* Filters times two im2col columns: the work of the general convolution. Filters are taken two at a time, so that each
 * word of a column is used twice and each widened weight twice. */
#include "arm_nnsupportfunctions.h"

/* Sums of two filters at two columns: filter, column. */
typedef struct {
  int32_t s00;
  int32_t s01;
  int32_t s10;
  int32_t s11;
} block_t;

PF_INLINE void two_filters_add(block_t *block, const int8_t *filter0, const int8_t *filter1, const int16_t *column0,
                               const int16_t *column1, int32_t length) {
  int32_t left = length;
#if PF_DSP
#pragma GCC unroll 1
  for (; left >= 4; left -= 4) {
    const uint32_t weights0 = pf_take_s8x4(&filter0);
    const uint32_t weights1 = pf_take_s8x4(&filter1);
    uint32_t c0 = pf_take_s16x2(&column0);
    uint32_t c1 = pf_take_s16x2(&column1);
    const uint32_t w0_even = pf_sxtb16(weights0);
    const uint32_t w1_even = pf_sxtb16(weights1);
    block->s00 = pf_smlad(w0_even, c0, block->s00);
    block->s01 = pf_smlad(w0_even, c1, block->s01);
    block->s10 = pf_smlad(w1_even, c0, block->s10);
    block->s11 = pf_smlad(w1_even, c1, block->s11);
    c0 = pf_take_s16x2(&column0);
    c1 = pf_take_s16x2(&column1);
    const uint32_t w0_odd = pf_sxtb16_ror8(weights0);
    const uint32_t w1_odd = pf_sxtb16_ror8(weights1);
    block->s00 = pf_smlad(w0_odd, c0, block->s00);
    block->s01 = pf_smlad(w0_odd, c1, block->s01);
    block->s10 = pf_smlad(w1_odd, c0, block->s10);
    block->s11 = pf_smlad(w1_odd, c1, block->s11);
  }
#endif
#pragma GCC unroll 1
  for (; left > 0; left--) {
    const int32_t w0 = *filter0++;
    const int32_t w1 = *filter1++;
    const int32_t c0 = *column0++;
    const int32_t c1 = *column1++;
    block->s00 += w0 * c0;
    block->s01 += w0 * c1;
    block->s10 += w1 * c0;
    block->s11 += w1 * c1;
  }
}

PF_INLINE void one_filter_add(block_t *block, const int8_t *filter, const int16_t *column0, const int16_t *column1,
                              int32_t length) {
  int32_t left = length;
#if PF_DSP
  for (; left >= 4; left -= 4) {
    const uint32_t weights = pf_load_s8x4(filter);
    const uint32_t even = pf_sxtb16(weights);
    const uint32_t odd = pf_sxtb16_ror8(weights);
    block->s00 = pf_smlad(even, pf_load_s16x2(column0), block->s00);
    block->s00 = pf_smlad(odd, pf_load_s16x2(column0 + 2), block->s00);
    block->s01 = pf_smlad(even, pf_load_s16x2(column1), block->s01);
    block->s01 = pf_smlad(odd, pf_load_s16x2(column1 + 2), block->s01);
    filter += 4;
    column0 += 4;
    column1 += 4;
  }
#endif
#pragma GCC unroll 1
  for (; left > 0; left--) {
    const int32_t weight = *filter++;
    block->s00 += weight * *column0++;
    block->s01 += weight * *column1++;
  }
}

void arm_nn_mat_mult_kernel_s8_s16(const int8_t *filters, const int16_t *columns, int8_t *dst, int32_t rows,
                                   int32_t length, int32_t column_stride, int32_t dst_stride,
                                   const pf_channels_t *channels, const pf_output_t *output) {
  const int16_t *column1 = columns + column_stride;
  int8_t *dst1 = dst + dst_stride;
  const pf_output_t range = *output;
  int32_t row = 0;
  for (; row + 2 <= rows; row += 2) {
    const int32_t bias0 = pf_channel_bias(channels, row);
    const int32_t bias1 = pf_channel_bias(channels, row + 1);
    block_t block = {bias0, bias0, bias1, bias1};
    two_filters_add(&block, filters, filters + length, columns, column1, length);
    filters += 2 * length;
    const pf_scale_t scale0 = pf_channel_scale(channels, row);
    *dst++ = pf_to_output(block.s00, scale0, &range);
    *dst1++ = pf_to_output(block.s01, scale0, &range);
    const pf_scale_t scale1 = pf_channel_scale(channels, row + 1);
    *dst++ = pf_to_output(block.s10, scale1, &range);
    *dst1++ = pf_to_output(block.s11, scale1, &range);
  }
  if (row < rows) {
    const int32_t bias = pf_channel_bias(channels, row);
    block_t block = {bias, bias, 0, 0};
    one_filter_add(&block, filters, columns, column1, length);
    const pf_scale_t scale = pf_channel_scale(channels, row);
    *dst = pf_to_output(block.s00, scale, &range);
    *dst1 = pf_to_output(block.s01, scale, &range);
  }
}
