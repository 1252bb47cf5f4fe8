/* Depthwise 2-D convolution. Tensors are NHWC; the filter is [1, row, column, output channel]. */
#ifndef PREFLASH_KERNEL_DEPTHWISE_CONV_2D_H
#define PREFLASH_KERNEL_DEPTHWISE_CONV_2D_H

#include "kernels/reference/conv_2d.h"

/* Each input channel feeds output channels / input channels neighbouring outputs. `bias` may be NULL. */
void pf_reference_depthwise_conv_2d_int8(const pf_conv_int8_t *conv, const pf_shape4_t *input_shape,
                                         const int8_t *input, const pf_shape4_t *filter_shape, const int8_t *filter,
                                         const int32_t *bias, const pf_shape4_t *output_shape, int8_t *output);

void pf_reference_depthwise_conv_2d_float32(const pf_conv_float32_t *conv, const pf_shape4_t *input_shape,
                                            const float *input, const pf_shape4_t *filter_shape, const float *filter,
                                            const float *bias, const pf_shape4_t *output_shape, float *output);

#endif
