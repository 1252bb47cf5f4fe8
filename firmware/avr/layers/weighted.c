#include "layers/weighted.h"

#include "runtime/flash.h"
#include "runtime/tensor.h"

PF_ALWAYS_INLINE nnom_tensor_t *constant_tensor(const void *in_flash, size_t channels) {
  nnom_tensor_t *t = new_tensor(NNOM_QTYPE_PER_TENSOR, 1, 1);
  const nnom_shape_data_t dim[1] = {channels};
  const void *value;
  pf_flash_copy(&value, in_flash, sizeof value); /* p_value is the first field of both structs */
  tensor_set(t, 0, dim, 1);
  t->p_data = (void *)value;
  return t;
}

void set_weights(weighted_layer_t *layer, const nnom_weight_t *w, const nnom_bias_t *b, size_t channels) {
  layer->weight = constant_tensor(w, channels);
  layer->output_rshift = &w->shift;
  if (b != NULL) {
    layer->bias = constant_tensor(b, channels);
    layer->bias_lshift = &b->shift;
  }
}

void set_weight_tensors(weighted_layer_t *layer, const nnom_tensor_t *weight, const nnom_tensor_t *bias,
                        const nnom_qformat_param_t *output_shift, const nnom_qformat_param_t *bias_shift) {
  layer->weight = tensor_from_flash(weight);
  layer->bias = bias == NULL ? NULL : tensor_from_flash(bias);
  layer->output_rshift = output_shift;
  layer->bias_lshift = bias_shift;
}

pf_weights_t weights_of(const weighted_layer_t *layer) {
  const pf_weights_t w = {
      .weights = PF_IN_FLASH(pf_flash_q7_t, layer->weight->p_data),
      .bias = layer->bias == NULL ? NULL : PF_IN_FLASH(pf_flash_q7_t, layer->bias->p_data),
      .bias_lshift = PF_IN_FLASH(pf_flash_shift_t, layer->bias_lshift),
      .output_rshift = PF_IN_FLASH(pf_flash_shift_t, layer->output_rshift),
      .shift_step = layer->weight->qtype == NNOM_QTYPE_PER_AXIS,
  };
  return w;
}

/* The decimal bits of `q_dec` lie in RAM or in mapped flash. */
nnom_qformat_param_t output_dec_bit(const weighted_layer_t *layer) {
  return layer->super.in->tensor->q_dec[0] + layer->weight->q_dec[0] -
         PF_IN_FLASH(pf_flash_shift_t, layer->output_rshift)[0];
}
