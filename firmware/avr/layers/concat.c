#include <string.h>

#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_layer_t super;
  int8_t axis;
} concat_layer_t;

/* Keras counts the batch as axis 0; a negative axis counts from the last. */
static uint8_t axis_of(const nnom_layer_t *layer) {
  const int8_t axis = ((const concat_layer_t *)layer)->axis;
  if (axis < 0) {
    return layer->in->tensor->num_dim + axis;
  }
  return axis == 0 ? 0 : axis - 1;
}

static nnom_status_t concat_build(nnom_layer_t *layer) {
  take_inputs(layer);
  const uint8_t axis = axis_of(layer);
  if (axis >= layer->in->tensor->num_dim) {
    return NN_ARGUMENT_ERROR;
  }
  layer->out->tensor = tensor_like(layer->in->tensor);
  nnom_tensor_t *out = layer->out->tensor;
  for (const nnom_layer_io_t *in = layer->in->aux; in != NULL; in = in->aux) {
    for (uint8_t i = 0; i < out->num_dim; i++) {
      if (i == axis) {
        out->dim[i] += in->tensor->dim[i];
      } else if (in->tensor->dim[i] != out->dim[i]) {
        return NN_ARGUMENT_ERROR;
      }
    }
  }
  return NN_SUCCESS;
}

/* Bytes of a tensor from one axis on: what lies together in memory. */
static uint16_t block_bytes(const nnom_tensor_t *t, uint8_t axis) {
  uint16_t bytes = 1;
  for (uint8_t i = axis; i < t->num_dim; i++) {
    bytes *= t->dim[i];
  }
  return bytes;
}

static nnom_status_t concat_run(nnom_layer_t *layer) {
  const uint8_t axis = axis_of(layer);
  const uint16_t blocks = tensor_size(layer->out->tensor) / block_bytes(layer->out->tensor, axis);
  q7_t *output = layer->out->tensor->p_data;
  for (uint16_t i = 0; i < blocks; i++) {
    for (const nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
      const uint16_t bytes = block_bytes(in->tensor, axis);
      memcpy(output, (const q7_t *)in->tensor->p_data + i * bytes, bytes);
      output += bytes;
    }
  }
  return NN_SUCCESS;
}

nnom_layer_t *Concat(int8_t axis) {
  nnom_layer_t *layer = new_layer(sizeof(concat_layer_t), false, NNOM_CONCAT, concat_run, concat_build);
  ((concat_layer_t *)layer)->axis = axis;
  return layer;
}

nnom_layer_t *concat_s(const nnom_concat_config_t *config) {
  nnom_concat_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  return Concat(c.axis);
}
