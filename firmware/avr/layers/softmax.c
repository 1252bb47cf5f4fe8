#include "kernels/kernels.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

static nnom_status_t softmax_build(nnom_layer_t *layer) {
  take_inputs(layer);
  layer->out->tensor = tensor_like(layer->in->tensor);
  layer->out->tensor->q_dec[0] = 7;
  return NN_SUCCESS;
}

static nnom_status_t softmax_run(nnom_layer_t *layer) {
  softmax_q7(layer->in->tensor->p_data, tensor_size(layer->out->tensor), layer->out->tensor->p_data);
  return NN_SUCCESS;
}

nnom_layer_t *Softmax(void) {
  return new_layer(sizeof(nnom_layer_t), false, NNOM_SOFTMAX, softmax_run, softmax_build);
}

nnom_layer_t *softmax_s(const nnom_softmax_config_t *config) {
  (void)config;
  return Softmax();
}
