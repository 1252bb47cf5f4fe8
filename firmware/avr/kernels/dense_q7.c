/*
 * Fully connected. The weights of four rows are interleaved (the order of CMSIS-NN's q7_opt kernel): for four inputs
 * a b c d the weights of rows 1 to 4 come as a1 a2 c1... in the pattern below; the last one to three inputs follow one
 * by one, and rows left over after groups of four follow in plain order.
 */
#include "kernels/kernels.h"
#include "kernels/saturate.h"

/*
 * Adds the products of two inputs and two weights of one row to its sum. Two products together take 16 bits, but for
 * two of -128 and -128: 32768. Raised by PAIR_OFFSET they are never negative and always fit; then the sum is lowered
 * again. Where `int` has 32 bits a compiler sees through that; what is counted for the part has to be what it executes.
 */
#ifdef PF_INT_ACCUMULATORS
#define ADD_PAIR(sum, x, wx, y, wy) ((sum) += (x) * (wx) + (y) * (wy))
#else
#define PAIR_OFFSET (2 * 127 * 128)
#ifdef __wasm__
#define AS_WRITTEN(value)          \
  ({                               \
    uint16_t kept = (value);       \
    __asm__("" : "+r"(kept));      \
    kept;                          \
  })
#else
#define AS_WRITTEN(value) (value)
#endif
#define ADD_PAIR(sum, x, wx, y, wy)                                                                          \
  do {                                                                                                       \
    (sum) += AS_WRITTEN((uint16_t)((uint16_t)((x) * (wx)) + (uint16_t)((y) * (wy)) + (uint16_t)PAIR_OFFSET)); \
    (sum) -= PAIR_OFFSET;                                                                                    \
  } while (0)
#endif

static inline int32_t first_sum(const pf_weights_t *w, uint16_t row, uint8_t output_shift) {
  (void)output_shift;
  const q7_t bias = w->bias == NULL ? 0 : w->bias[row];
  return shifted_left(bias, w->bias_lshift[0]) + PF_ROUNDING(output_shift);
}

/* Two inputs and eight weights: two of each of four rows, rows 1 and 2 before 3 and 4. */
#define ADD_TWO_INPUTS(x, y)                \
  do {                                      \
    q7_t wx1 = *weight++;                   \
    q7_t wx2 = *weight++;                   \
    q7_t wy1 = *weight++;                   \
    q7_t wy2 = *weight++;                   \
    ADD_PAIR(sum1, (x), wx1, (y), wy1);     \
    ADD_PAIR(sum2, (x), wx2, (y), wy2);     \
    wx1 = *weight++;                        \
    wx2 = *weight++;                        \
    wy1 = *weight++;                        \
    wy2 = *weight++;                        \
    ADD_PAIR(sum3, (x), wx1, (y), wy1);     \
    ADD_PAIR(sum4, (x), wx2, (y), wy2);     \
  } while (0)

/* Four rows at once: each input is read once. Returns the weights of the next rows. */
static pf_flash_q7_t *four_rows(const q7_t *input, uint16_t inputs, pf_flash_q7_t *weight, int32_t sums[4]) {
  int32_t sum1 = sums[0];
  int32_t sum2 = sums[1];
  int32_t sum3 = sums[2];
  int32_t sum4 = sums[3];
  for (uint16_t fours = inputs >> 2; fours > 0; fours--) {
    const q7_t a = *input++;
    const q7_t b = *input++;
    const q7_t c = *input++;
    const q7_t d = *input++;
    ADD_TWO_INPUTS(a, c);
    ADD_TWO_INPUTS(b, d);
  }
  for (uint8_t rest = inputs & 3u; rest > 0; rest--) {
    const q7_t x = *input++;
    sum1 += x * *weight++;
    sum2 += x * *weight++;
    sum3 += x * *weight++;
    sum4 += x * *weight++;
  }
  sums[0] = sum1;
  sums[1] = sum2;
  sums[2] = sum3;
  sums[3] = sum4;
  return weight;
}

void dense_q7(const q7_t *input, uint16_t inputs, const pf_weights_t *w, uint16_t outputs, q7_t *output) {
  const uint8_t shift = w->output_rshift[0];
  pf_flash_q7_t *weight = w->weights;
  uint16_t row = 0;
  while (row + 4u <= outputs) {
    int32_t sums[4];
    for (uint8_t i = 0; i < 4; i++) {
      sums[i] = first_sum(w, row + i, shift);
    }
    weight = four_rows(input, inputs, weight, sums);
    for (uint8_t i = 0; i < 4; i++) {
      output[row++] = saturate_q7(sums[i] >> shift);
    }
  }
  for (; row < outputs; row++) {
    nnom_sum_t sum = first_sum(w, row, shift);
    for (uint16_t i = 0; i < inputs; i++) {
      sum += input[i] * *weight++;
    }
    output[row] = saturate_q7(sum >> shift);
  }
}
