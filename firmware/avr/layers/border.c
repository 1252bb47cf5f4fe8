/* ZeroPadding and Cropping. */
#include "kernels/kernels.h"
#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_layer_t super;
  nnom_border_t pad;
} border_layer_t;

static nnom_border_t border_of(const nnom_layer_t *layer) {
  return ((const border_layer_t *)layer)->pad;
}

static void set_output(nnom_layer_t *layer, nnom_shape_data_t h, nnom_shape_data_t w) {
  const nnom_shape_data_t dim[3] = {h, w, tensor_channels(layer->in->tensor)};
  layer->out->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 3, 1);
  tensor_set(layer->out->tensor, 0, dim, 3);
  set_output_format(layer, layer->in->tensor->q_dec[0]);
}

static nnom_status_t zero_padding_build(nnom_layer_t *layer) {
  take_inputs(layer);
  const nnom_3d_shape_t in = tensor_shape(layer->in->tensor);
  const nnom_border_t pad = border_of(layer);
  set_output(layer, in.h + pad.top + pad.bottom, in.w + pad.left + pad.right);
  return NN_SUCCESS;
}

static nnom_status_t cropping_build(nnom_layer_t *layer) {
  take_inputs(layer);
  const nnom_3d_shape_t in = tensor_shape(layer->in->tensor);
  const nnom_border_t pad = border_of(layer);
  if (in.h <= pad.top + pad.bottom || in.w <= pad.left + pad.right) {
    return NN_ARGUMENT_ERROR;
  }
  set_output(layer, in.h - pad.top - pad.bottom, in.w - pad.left - pad.right);
  return NN_SUCCESS;
}

static nnom_status_t zero_padding_run(nnom_layer_t *layer) {
  zero_padding_q7(layer->in->tensor->p_data, tensor_shape(layer->in->tensor), border_of(layer),
                  layer->out->tensor->p_data);
  return NN_SUCCESS;
}

static nnom_status_t cropping_run(nnom_layer_t *layer) {
  cropping_q7(layer->in->tensor->p_data, tensor_shape(layer->in->tensor), border_of(layer),
              layer->out->tensor->p_data);
  return NN_SUCCESS;
}

nnom_layer_t *ZeroPadding(nnom_border_t pad) {
  nnom_layer_t *layer =
      new_layer(sizeof(border_layer_t), false, NNOM_ZERO_PADDING, zero_padding_run, zero_padding_build);
  ((border_layer_t *)layer)->pad = pad;
  return layer;
}

nnom_layer_t *Cropping(nnom_border_t pad) {
  nnom_layer_t *layer = new_layer(sizeof(border_layer_t), false, NNOM_CROPPING, cropping_run, cropping_build);
  ((border_layer_t *)layer)->pad = pad;
  return layer;
}

nnom_layer_t *zeropadding_s(const nnom_zero_padding_config_t *config) {
  nnom_zero_padding_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  return ZeroPadding(c.pad);
}

nnom_layer_t *cropping_s(const nnom_cropping_config_t *config) {
  nnom_cropping_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  return Cropping(c.pad);
}
