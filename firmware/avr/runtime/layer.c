#include "runtime/layer.h"

#include "runtime/memory.h"
#include "runtime/tensor.h"

nnom_status_t default_build(nnom_layer_t *layer) {
  take_inputs(layer);
  layer->out->tensor = tensor_like(layer->in->tensor);
  set_output_format(layer, layer->in->tensor->q_dec[0]);
  return NN_SUCCESS;
}

nnom_status_t nothing_run(nnom_layer_t *layer) {
  (void)layer;
  return NN_SUCCESS;
}
