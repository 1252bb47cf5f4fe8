#include "kernels/kernels.h"
#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_layer_t super;
  nnom_3d_shape_t factor;
} up_sample_layer_t;

static nnom_status_t up_sample_build(nnom_layer_t *layer) {
  take_inputs(layer);
  const nnom_3d_shape_t in = tensor_shape(layer->in->tensor);
  const nnom_3d_shape_t factor = ((up_sample_layer_t *)layer)->factor;
  const nnom_shape_data_t dim[3] = {in.h * factor.h, in.w * factor.w, in.c};
  layer->out->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 3, 1);
  tensor_set(layer->out->tensor, 0, dim, 3);
  set_output_format(layer, layer->in->tensor->q_dec[0]);
  return NN_SUCCESS;
}

static nnom_status_t up_sample_run(nnom_layer_t *layer) {
  up_sample_q7(layer->in->tensor->p_data, tensor_shape(layer->in->tensor), ((up_sample_layer_t *)layer)->factor,
               layer->out->tensor->p_data);
  return NN_SUCCESS;
}

nnom_layer_t *UpSample(nnom_3d_shape_t factor) {
  nnom_layer_t *layer = new_layer(sizeof(up_sample_layer_t), false, NNOM_UPSAMPLE, up_sample_run, up_sample_build);
  ((up_sample_layer_t *)layer)->factor = factor;
  return layer;
}

nnom_layer_t *upsample_s(const nnom_upsample_config_t *config) {
  nnom_upsample_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  return UpSample(kernel(c.kernel[0], c.kernel[1]));
}
