/* Functions of one value, element by element. */
#ifndef PREFLASH_KERNEL_ACTIVATION_H
#define PREFLASH_KERNEL_ACTIVATION_H

#include <stdint.h>

/* Integer bits of the scaled input of logistic and tanh. */
#define PF_SIGMOID_INTEGER_BITS 4

typedef struct {
  int32_t input_offset; /* the zero point */
  int32_t output_offset;
  int32_t multiplier; /* input scale / output scale */
  int32_t shift;
  int32_t activation_min;
  int32_t activation_max;
} pf_relu_int8_t;

typedef struct {
  int32_t input_zero_point;
  int32_t input_radius; /* the function is at its limits from this distance to the zero point */
  int32_t multiplier;   /* with `shift`: from input units to Q4.27 */
  int32_t shift;
} pf_sigmoid_int8_t;

void pf_reference_relu_int8(const pf_relu_int8_t *relu, uint32_t count, const int8_t *input, int8_t *output);

/* Limits to [min, max] without a change of scale. */
void pf_reference_clamp_int8(int8_t min, int8_t max, uint32_t count, const int8_t *input, int8_t *output);

void pf_reference_clamp_float32(float min, float max, uint32_t count, const float *input, float *output);

/* The output has scale 1/256 and zero point -128. */
void pf_reference_logistic_int8(const pf_sigmoid_int8_t *logistic, uint32_t count, const int8_t *input,
                                int8_t *output);

void pf_reference_logistic_float32(uint32_t count, const float *input, float *output);

/* The output has scale 1/128 and zero point 0. */
void pf_reference_tanh_int8(const pf_sigmoid_int8_t *tanh, uint32_t count, const int8_t *input, int8_t *output);

void pf_reference_tanh_float32(uint32_t count, const float *input, float *output);

#endif
