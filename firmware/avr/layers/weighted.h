/* What Dense, Conv2D and DW_Conv2D have in common. */
#ifndef PF_WEIGHTED_H
#define PF_WEIGHTED_H

#include "kernels/kernels.h"
#include "nnom.h"

typedef struct {
  nnom_layer_t super;
  nnom_tensor_t *weight;
  nnom_tensor_t *bias;
  const nnom_qformat_param_t *output_rshift; /* in flash */
  const nnom_qformat_param_t *bias_lshift;   /* in flash */
} weighted_layer_t;

/* Weights and biases of the classic API: pointers to structs in flash; `b` may be NULL. */
void set_weights(weighted_layer_t *layer, const nnom_weight_t *w, const nnom_bias_t *b, size_t channels);

/* Weights and biases of the configuration API. */
void set_weight_tensors(weighted_layer_t *layer, const nnom_tensor_t *weight, const nnom_tensor_t *bias,
                        const nnom_qformat_param_t *output_shift, const nnom_qformat_param_t *bias_shift);

/* As the kernels take them. */
pf_weights_t weights_of(const weighted_layer_t *layer);

/* Decimal bits of the output: those of a product less the shift. */
nnom_qformat_param_t output_dec_bit(const weighted_layer_t *layer);

#endif
