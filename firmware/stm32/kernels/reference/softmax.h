/* Softmax along the last dimension. */
#ifndef PREFLASH_KERNEL_SOFTMAX_H
#define PREFLASH_KERNEL_SOFTMAX_H

#include <stdint.h>

/* Integer bits of a scaled difference from the row's maximum. */
#define PF_SOFTMAX_INTEGER_BITS 5

typedef struct {
  uint32_t rows;
  uint32_t depth;
  int32_t multiplier; /* with `shift`: from input units to Q5.26 */
  int32_t shift;
  int32_t diff_min; /* smallest difference whose exponential is not taken as zero */
} pf_softmax_int8_t;

/* The output has scale 1/256 and zero point -128. */
void pf_reference_softmax_int8(const pf_softmax_int8_t *softmax, const int8_t *input, int8_t *output);

void pf_reference_softmax_float32(float beta, uint32_t rows, uint32_t depth, const float *input, float *output);

#endif
