#include "runtime/run.h"

#include "runtime/log.h"

__attribute__((noinline, noclone)) nnom_status_t pf_run_layer(nnom_layer_t *layer, uint16_t index) {
  const nnom_status_t status = layer->run(layer);
  if (status != NN_SUCCESS) {
    log_run_error(index, layer, status);
  } else if (layer->actail != NULL) {
    return layer->actail->run(layer->actail);
  }
  return status;
}

nnom_status_t model_run(nnom_model_t *m) {
  uint16_t index = 0;
  for (nnom_layer_t *layer = m->head; layer != NULL; layer = layer->shortcut) {
    const nnom_status_t status = pf_run_layer(layer, index);
    if (status != NN_SUCCESS) {
      return status;
    }
    index++;
  }
  return NN_SUCCESS;
}
