/* Structures of CMSIS-NN's public API (v6), as far as preflash's int8 kernels need them: the type names, the member
 * names and their order are CMSIS-NN's, so that code written against either links with both. */
#ifndef ARM_NN_TYPES_H
#define ARM_NN_TYPES_H

#include <stdint.h>

typedef enum {
  ARM_CMSIS_NN_SUCCESS = 0,
  ARM_CMSIS_NN_ARG_ERROR = -1,     /* an argument breaks a constraint of the function */
  ARM_CMSIS_NN_NO_IMPL_ERROR = -2, /* valid, but not implemented */
  ARM_CMSIS_NN_FAILURE = -3,
} arm_cmsis_nn_status;

/* Scratch memory of one call. `size` is informative: callers allocate what the matching *_get_buffer_size() returns,
 * aligned to 4 bytes. */
typedef struct {
  void *buf;
  int32_t size; /* bytes */
} cmsis_nn_context;

/* Extents of a tensor in NHWC order. What `n` means is the function's business: batches or output channels. */
typedef struct {
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
} cmsis_nn_dims;

typedef struct {
  int32_t w;
  int32_t h;
} cmsis_nn_tile;

/* Range of quantised values that a fused activation lets through, both ends included. */
typedef struct {
  int32_t min;
  int32_t max;
} cmsis_nn_activation;

/* Requantisation by `multiplier / 2^31 * 2^shift`: multiplier is Q31, a negative shift divides. */
typedef struct {
  int32_t multiplier;
  int32_t shift;
} cmsis_nn_per_tensor_quant_params;

/* One multiplier and one shift an output channel. */
typedef struct {
  int32_t *multiplier;
  int32_t *shift;
} cmsis_nn_per_channel_quant_params;

/* Either of the two above: arrays of one element, or of one element an output channel. */
typedef struct {
  int32_t *multiplier;
  int32_t *shift;
  int32_t is_per_channel;
} cmsis_nn_quant_params;

/* In every parameter block: `input_offset` is the negated zero point of the input, -127..128; `output_offset` is the
 * zero point of the output, -128..127. */
typedef struct {
  int32_t input_offset;
  int32_t output_offset;
  cmsis_nn_tile stride;
  cmsis_nn_tile padding; /* left and top; right and bottom follow from the output size */
  cmsis_nn_tile dilation;
  cmsis_nn_activation activation;
} cmsis_nn_conv_params;

typedef struct {
  int32_t input_offset;
  int32_t output_offset;
  int32_t ch_mult; /* output channels / input channels */
  cmsis_nn_tile stride;
  cmsis_nn_tile padding;
  cmsis_nn_tile dilation;
  cmsis_nn_activation activation;
} cmsis_nn_dw_conv_params;

typedef struct {
  cmsis_nn_tile stride;
  cmsis_nn_tile padding;
  cmsis_nn_activation activation;
} cmsis_nn_pool_params;

typedef struct {
  int32_t input_offset;
  int32_t filter_offset; /* 0 for int8 */
  int32_t output_offset;
  cmsis_nn_activation activation;
} cmsis_nn_fc_params;

#endif
