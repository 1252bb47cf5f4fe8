#include "runtime/layer.h"
#include "runtime/tensor.h"

/* In HWC order a flat image is the image: only its shape changes. */
static nnom_status_t flatten_build(nnom_layer_t *layer) {
  take_inputs(layer);
  const nnom_shape_data_t dim[1] = {tensor_size(layer->in->tensor)};
  layer->out->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 1, 1);
  tensor_set(layer->out->tensor, layer->in->tensor->q_dec[0], dim, 1);
  return NN_SUCCESS;
}

nnom_layer_t *Flatten(void) {
  nnom_layer_t *layer = new_layer(sizeof(nnom_layer_t), false, NNOM_FLATTEN, nothing_run, flatten_build);
  layer->in_place = true;
  return layer;
}

nnom_layer_t *flatten_s(const nnom_flatten_config_t *config) {
  (void)config;
  return Flatten();
}
