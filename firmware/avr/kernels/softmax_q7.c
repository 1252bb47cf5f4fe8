/*
 * Softmax with powers of two: as in CMSIS-NN's q7 function, each value counts 2^(value - max + 8), values 8 and more
 * below the largest count nothing, and the shares are of 128.
 */
#include "kernels/kernels.h"
#include "kernels/saturate.h"

#define RANGE 8

void softmax_q7(const q7_t *input, uint16_t size, q7_t *output) {
  int16_t base = INT8_MIN - 1;
  for (uint16_t i = 0; i < size; i++) {
    if (input[i] > base) {
      base = input[i];
    }
  }
  base -= RANGE;
  int32_t sum = 0;
  for (uint16_t i = 0; i < size; i++) {
    if (input[i] > base) {
      sum += 1 << (input[i] - base);
    }
  }
  const int32_t share = ((int32_t)1 << 20) / sum;
  for (uint16_t i = 0; i < size; i++) {
    output[i] = input[i] > base ? saturate_q7(share >> (RANGE + 5 - (input[i] - base))) : 0;
  }
}
