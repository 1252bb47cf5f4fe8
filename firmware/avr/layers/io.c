/* Input and Output: copies between the application's buffers and the activation memory. */
#include <string.h>

#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_layer_t super;
  void *buf;
} io_layer_t;

static nnom_status_t input_build(nnom_layer_t *layer) {
  layer->out->tensor = tensor_like(layer->in->tensor);
  return NN_SUCCESS;
}

static nnom_status_t input_run(nnom_layer_t *layer) {
  memcpy(layer->in->tensor->p_data, ((io_layer_t *)layer)->buf, tensor_size(layer->in->tensor));
  return NN_SUCCESS;
}

static nnom_status_t output_run(nnom_layer_t *layer) {
  memcpy(((io_layer_t *)layer)->buf, layer->in->tensor->p_data, tensor_size(layer->out->tensor));
  return NN_SUCCESS;
}

static nnom_layer_t *input_layer(nnom_3d_shape_t s, nnom_qformat_param_t dec_bit, void *buf) {
  nnom_layer_t *layer = new_layer(sizeof(io_layer_t), false, NNOM_INPUT, input_run, input_build);
  const nnom_shape_data_t dim[3] = {s.h, s.w, s.c};
  layer->in_place = true;
  layer->in->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 3, 1);
  tensor_set(layer->in->tensor, dec_bit, dim, 3);
  ((io_layer_t *)layer)->buf = buf;
  return layer;
}

static nnom_layer_t *output_layer(void *buf) {
  nnom_layer_t *layer = new_layer(sizeof(io_layer_t), false, NNOM_OUTPUT, output_run, default_build);
  layer->in_place = true;
  ((io_layer_t *)layer)->buf = buf;
  return layer;
}

nnom_layer_t *Input(nnom_3d_shape_t input_shape, void *p_buf) {
  return input_layer(input_shape, 7, p_buf);
}

nnom_layer_t *Output(nnom_3d_shape_t output_shape, void *p_buf) {
  (void)output_shape;
  return output_layer(p_buf);
}

/* Reads the tensor a configuration in flash names. */
static nnom_tensor_t io_tensor(const nnom_io_config_t *config) {
  nnom_io_config_t c;
  nnom_tensor_t t;
  pf_flash_copy(&c, config, sizeof c);
  pf_flash_copy(&t, c.tensor, sizeof t);
  return t;
}

nnom_layer_t *input_s(const nnom_io_config_t *config) {
  const nnom_tensor_t t = io_tensor(config);
  nnom_shape_data_t dim[3] = {1, 1, 1};
  nnom_qformat_param_t dec_bit;
  pf_flash_copy(&dec_bit, t.q_dec, sizeof dec_bit);
  if (t.num_dim == 2) {
    pf_flash_copy(dim + 1, t.dim, 2u * sizeof dim[0]);
  } else {
    pf_flash_copy(dim, t.dim, t.num_dim * sizeof dim[0]);
  }
  return input_layer(shape(dim[0], dim[1], dim[2]), dec_bit, t.p_data);
}

nnom_layer_t *output_s(const nnom_io_config_t *config) {
  return output_layer(io_tensor(config).p_data);
}
