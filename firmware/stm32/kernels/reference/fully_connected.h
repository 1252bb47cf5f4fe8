/* Fully connected layer: weights are [output depth, input depth]. */
#ifndef PREFLASH_KERNEL_FULLY_CONNECTED_H
#define PREFLASH_KERNEL_FULLY_CONNECTED_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  int32_t batches;
  int32_t input_depth;
  int32_t output_depth;
} pf_matrix_t;

typedef struct {
  pf_matrix_t matrix;
  int32_t input_offset; /* minus the input's zero point */
  int32_t weights_offset; /* minus the weights' zero point: 0 but in files of old converters */
  int32_t output_offset;
  int32_t activation_min;
  int32_t activation_max;
  bool per_channel;     /* one multiplier an output, else one for all */
  int32_t *multipliers;
  int32_t *shifts;
} pf_fully_connected_int8_t;

typedef struct {
  pf_matrix_t matrix;
  float activation_min;
  float activation_max;
} pf_fully_connected_float32_t;

/* `bias` may be NULL. */
void pf_reference_fully_connected_int8(const pf_fully_connected_int8_t *layer, const int8_t *input,
                                       const int8_t *weights, const int32_t *bias, int8_t *output);

void pf_reference_fully_connected_float32(const pf_fully_connected_float32_t *layer, const float *input,
                                          const float *weights, const float *bias, float *output);

#endif
