#include "layers/weighted.h"
#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  weighted_layer_t super;
  size_t output_unit;
} dense_layer_t;

static nnom_status_t dense_build(nnom_layer_t *layer) {
  const dense_layer_t *cl = (dense_layer_t *)layer;
  const nnom_shape_data_t dim[1] = {cl->output_unit};
  take_inputs(layer);
  layer->out->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 1, 1);
  tensor_set(layer->out->tensor, 0, dim, 1);
  set_output_format(layer, output_dec_bit(&cl->super));
  /* NNoM reserves room for the input in 16 bits, which only its Arm back-end uses: a part needs it all the same. */
  layer->comp->size = tensor_size(layer->in->tensor) * 2u;
  layer->stat.macc = tensor_size(layer->in->tensor) * cl->output_unit;
  return NN_SUCCESS;
}

static nnom_status_t dense_run(nnom_layer_t *layer) {
  const dense_layer_t *cl = (dense_layer_t *)layer;
  const pf_weights_t w = weights_of(&cl->super);
  dense_q7(layer->in->tensor->p_data, tensor_size(layer->in->tensor), &w, cl->output_unit,
           layer->out->tensor->p_data);
  return NN_SUCCESS;
}

static dense_layer_t *dense_layer(void) {
  return (dense_layer_t *)new_layer(sizeof(dense_layer_t), true, NNOM_DENSE, dense_run, dense_build);
}

nnom_layer_t *Dense(size_t output_unit, const nnom_weight_t *w, const nnom_bias_t *b) {
  dense_layer_t *cl = dense_layer();
  cl->output_unit = output_unit;
  set_weights(&cl->super, w, b, output_unit);
  return &cl->super.super;
}

nnom_layer_t *dense_s(const nnom_dense_config_t *config) {
  nnom_dense_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  dense_layer_t *cl = dense_layer();
  set_weight_tensors(&cl->super, c.weight, c.bias, c.output_shift, c.bias_shift);
  cl->output_unit = tensor_channels(cl->super.weight);
  return &cl->super.super;
}
