#include "runtime/run.h"

#include "runtime/log.h"
#include "runtime/no_inline.h"

#ifdef __AVR__
/* The tools read a layer's output where these say it is: src/simulate/nnom/part.ts. */
_Static_assert(offsetof(nnom_layer_t, out) == 15, "nnom_layer_t changed");
_Static_assert(offsetof(nnom_layer_io_t, tensor) == 6, "nnom_layer_io_t changed");
_Static_assert(offsetof(nnom_tensor_t, p_data) == 0, "nnom_tensor_t changed");
/* And where everything lies, by these: src/simulate/nnom/memory.ts. */
_Static_assert(offsetof(nnom_model_t, head) == 0 && offsetof(nnom_model_t, blocks) == 14, "nnom_model_t changed");
_Static_assert(offsetof(nnom_mem_block_t, size) == 2 && sizeof(nnom_mem_block_t) == 5, "nnom_mem_block_t changed");
_Static_assert(offsetof(nnom_layer_t, shortcut) == 0 && offsetof(nnom_layer_t, comp) == 6 &&
                   offsetof(nnom_layer_t, in) == 13,
               "nnom_layer_t changed");
_Static_assert(offsetof(nnom_layer_io_t, hook) == 0 && offsetof(nnom_layer_io_t, aux) == 4, "nnom_layer_io_t changed");
_Static_assert(offsetof(nnom_buf_t, mem) == 0 && offsetof(nnom_buf_t, size) == 2, "nnom_buf_t changed");
_Static_assert(offsetof(nnom_tensor_t, dim) == 2 && offsetof(nnom_tensor_t, num_dim) == 10, "nnom_tensor_t changed");
#endif

PF_NO_INLINE nnom_status_t pf_run_layer(nnom_layer_t *layer, uint16_t index) {
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
