/* 2-D convolution. Tensors are NHWC; filters are [output channel, row, column, input channel of the group]. */
#ifndef PREFLASH_KERNEL_CONV_2D_H
#define PREFLASH_KERNEL_CONV_2D_H

#include "kernels/reference/shape.h"
#include "kernels/reference/window.h"

typedef struct {
  pf_window_t window;
  int32_t input_offset; /* minus the input's zero point */
  int32_t output_offset;
  int32_t activation_min;
  int32_t activation_max;
  int32_t *multipliers; /* one an output channel: input scale * filter scale / output scale */
  int32_t *shifts;
} pf_conv_int8_t;

typedef struct {
  pf_window_t window;
  float activation_min;
  float activation_max;
} pf_conv_float32_t;

/* `bias` may be NULL. Filters that see fewer channels than the input has make it a grouped convolution. */
void pf_reference_conv_2d_int8(const pf_conv_int8_t *conv, const pf_shape4_t *input_shape, const int8_t *input,
                               const pf_shape4_t *filter_shape, const int8_t *filter, const int32_t *bias,
                               const pf_shape4_t *output_shape, int8_t *output);

void pf_reference_conv_2d_float32(const pf_conv_float32_t *conv, const pf_shape4_t *input_shape, const float *input,
                                  const pf_shape4_t *filter_shape, const float *filter, const float *bias,
                                  const pf_shape4_t *output_shape, float *output);

#endif
