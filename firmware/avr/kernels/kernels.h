/* The arithmetic of the layers, on q7 data in HWC order. Shifts are to the right unless they say otherwise. */
#ifndef PF_KERNELS_H
#define PF_KERNELS_H

#include "nnom.h"
#include "runtime/flash.h"

/* A window that moves over an image. */
typedef struct {
  nnom_3d_shape_t in;
  nnom_3d_shape_t out;
  nnom_3d_shape_t kernel;
  nnom_3d_shape_t stride;
  nnom_3d_shape_t pad;
  nnom_3d_shape_t dilation;
} pf_window_t;

/* Weights, biases and shifts of a layer; `shift_step` is 1 when each channel has shifts of its own, else 0. */
typedef struct {
  pf_flash_q7_t *weights;
  pf_flash_q7_t *bias;
  pf_flash_shift_t *bias_lshift;
  pf_flash_shift_t *output_rshift;
  uint8_t shift_step;
} pf_weights_t;

/* Dense with weights interleaved in fours, the order NNoM's converters write. */
void dense_q7(const q7_t *input, uint16_t inputs, const pf_weights_t *w, uint16_t outputs, q7_t *output);

void conv2d_q7(const pf_window_t *window, const pf_weights_t *w, const q7_t *input, q7_t *output);
void dw_conv2d_q7(const pf_window_t *window, const pf_weights_t *w, const q7_t *input, q7_t *output);

void max_pool_q7(const pf_window_t *window, const q7_t *input, q7_t *output);
void avg_pool_q7(const pf_window_t *window, uint8_t output_shift, const q7_t *input, q7_t *output);
/* `sums` has room for one sum an output value; the output is shifted by as much as its largest sum asks for. */
void sum_pool_q7(const pf_window_t *window, const q7_t *input, int32_t *sums, q7_t *output);

void relu_q7(q7_t *data, uint16_t size);
void leaky_relu_q7(q7_t *data, uint16_t size, q7_t alpha);
void tanh_q7(q7_t *data, uint16_t size, int8_t int_bits);
void sigmoid_q7(q7_t *data, uint16_t size, int8_t int_bits);
void hard_tanh_q7(q7_t *data, uint16_t size, int8_t dec_bits);
void hard_sigmoid_q7(q7_t *data, uint16_t size, int8_t dec_bits);
void relu_q15(int16_t *data, uint16_t size);
void tanh_q15(int16_t *data, uint16_t size, int8_t int_bits);
void sigmoid_q15(int16_t *data, uint16_t size, int8_t int_bits);
void softmax_q7(const q7_t *input, uint16_t size, q7_t *output);

void up_sample_q7(const q7_t *input, nnom_3d_shape_t in, nnom_3d_shape_t factor, q7_t *output);
void zero_padding_q7(const q7_t *input, nnom_3d_shape_t in, nnom_border_t pad, q7_t *output);
void cropping_q7(const q7_t *input, nnom_3d_shape_t in, nnom_border_t pad, q7_t *output);

#endif
