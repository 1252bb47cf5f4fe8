/* Mean over some dimensions of a tensor. */
#ifndef PREFLASH_KERNEL_MEAN_H
#define PREFLASH_KERNEL_MEAN_H

#include "kernels/reference/reduction.h"

typedef struct {
  pf_reduction_t reduction;
  int32_t input_zero_point;
  int32_t output_zero_point;
  int32_t multiplier; /* input scale / output scale / elements per output */
  int32_t shift;
} pf_mean_int8_t;

/* `sums` has room for one sum an output. */
void pf_reference_mean_int8(const pf_mean_int8_t *mean, const int8_t *input, int32_t *sums, int8_t *output);

void pf_reference_mean_float32(const pf_reduction_t *reduction, const float *input, float *output);

#endif
