/* Pooling, over windows and over whole images. */
#include "kernels/kernels.h"
#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_layer_t super;
  nnom_3d_shape_t kernel;
  nnom_3d_shape_t stride;
  nnom_3d_shape_t pad;
  nnom_padding_t padding_type;
  uint8_t output_shift; /* of averages: to the left */
} pool_layer_t;

static nnom_shape_data_t positions(nnom_shape_data_t image, nnom_shape_data_t kernel, nnom_shape_data_t stride,
                                   nnom_padding_t padding) {
  if (padding == PADDING_SAME) {
    return (image + stride - 1u) / stride;
  }
  return image < kernel ? 0 : (image - kernel + stride) / stride;
}

static nnom_status_t pool_build(nnom_layer_t *layer) {
  pool_layer_t *cl = (pool_layer_t *)layer;
  take_inputs(layer);
  const nnom_3d_shape_t in = tensor_shape(layer->in->tensor);
  const nnom_shape_data_t dim[3] = {
      positions(in.h, cl->kernel.h, cl->stride.h, cl->padding_type),
      positions(in.w, cl->kernel.w, cl->stride.w, cl->padding_type),
      in.c,
  };
  if (dim[0] == 0 || dim[1] == 0) {
    return NN_SIZE_MISMATCH;
  }
  layer->out->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 3, 1);
  tensor_set(layer->out->tensor, 0, dim, 3);
  set_output_format(layer, layer->in->tensor->q_dec[0]);
  if (cl->padding_type == PADDING_SAME) {
    cl->pad = shape((cl->kernel.h - 1u) / 2u, (cl->kernel.w - 1u) / 2u, 0);
  }
  return NN_SUCCESS;
}

static nnom_status_t sum_pool_build(nnom_layer_t *layer) {
  const nnom_status_t status = pool_build(layer);
  layer->comp->size = 4u * (status == NN_SUCCESS ? tensor_size(layer->out->tensor) : 0u);
  return status;
}

/* One window over the whole image; what is left has one dimension. */
static nnom_status_t global_pool_build(nnom_layer_t *layer) {
  pool_layer_t *cl = (pool_layer_t *)layer;
  take_inputs(layer);
  const nnom_3d_shape_t in = tensor_shape(layer->in->tensor);
  const nnom_shape_data_t dim[1] = {in.c};
  cl->kernel = shape(in.h, in.w, 1);
  cl->stride = shape(1, 1, 1);
  layer->out->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 1, 1);
  tensor_set(layer->out->tensor, 0, dim, 1);
  set_output_format(layer, layer->in->tensor->q_dec[0]);
  if (layer->type == NNOM_GLOBAL_AVGPOOL) {
    layer->comp->size = 2u * (size_t)in.c * in.c; /* as NNoM reserves for its Arm back-end */
  } else if (layer->type == NNOM_GLOBAL_SUMPOOL) {
    layer->comp->size = 4u * (size_t)in.c;
  }
  return NN_SUCCESS;
}

static pf_window_t window_of(const nnom_layer_t *layer) {
  const pool_layer_t *cl = (const pool_layer_t *)layer;
  const pf_window_t window = {
      .in = tensor_shape(layer->in->tensor),
      .out = tensor_shape(layer->out->tensor),
      .kernel = cl->kernel,
      .stride = cl->stride,
      .pad = cl->pad,
      .dilation = {1, 1, 1},
  };
  return window;
}

static nnom_status_t max_pool_run(nnom_layer_t *layer) {
  const pf_window_t window = window_of(layer);
  max_pool_q7(&window, layer->in->tensor->p_data, layer->out->tensor->p_data);
  return NN_SUCCESS;
}

static nnom_status_t avg_pool_run(nnom_layer_t *layer) {
  const pf_window_t window = window_of(layer);
  avg_pool_q7(&window, ((pool_layer_t *)layer)->output_shift, layer->in->tensor->p_data,
              layer->out->tensor->p_data);
  return NN_SUCCESS;
}

static nnom_status_t sum_pool_run(nnom_layer_t *layer) {
  const pf_window_t window = window_of(layer);
  sum_pool_q7(&window, layer->in->tensor->p_data, layer->comp->mem->blk, layer->out->tensor->p_data);
  return NN_SUCCESS;
}

static nnom_layer_t *pool_layer(nnom_layer_type_t type, nnom_status_t (*run)(nnom_layer_t *layer),
                                nnom_status_t (*build)(nnom_layer_t *layer)) {
  return new_layer(sizeof(pool_layer_t), true, type, run, build);
}

static nnom_layer_t *with_window(nnom_layer_t *layer, nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_padding_t pad) {
  pool_layer_t *cl = (pool_layer_t *)layer;
  cl->kernel = k;
  cl->stride = s;
  cl->padding_type = pad;
  return layer;
}

nnom_layer_t *MaxPool(nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_padding_t pad) {
  return with_window(pool_layer(NNOM_MAXPOOL, max_pool_run, pool_build), k, s, pad);
}

nnom_layer_t *AvgPool(nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_padding_t pad) {
  return with_window(pool_layer(NNOM_AVGPOOL, avg_pool_run, pool_build), k, s, pad);
}

nnom_layer_t *SumPool(nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_padding_t pad) {
  return with_window(pool_layer(NNOM_SUMPOOL, sum_pool_run, sum_pool_build), k, s, pad);
}

nnom_layer_t *GlobalMaxPool(void) {
  return pool_layer(NNOM_GLOBAL_MAXPOOL, max_pool_run, global_pool_build);
}

nnom_layer_t *GlobalAvgPool(void) {
  return pool_layer(NNOM_GLOBAL_AVGPOOL, avg_pool_run, global_pool_build);
}

nnom_layer_t *GlobalSumPool(void) {
  return pool_layer(NNOM_GLOBAL_SUMPOOL, sum_pool_run, global_pool_build);
}

static nnom_layer_t *configure(nnom_layer_t *layer, const nnom_pool_config_t *config) {
  nnom_pool_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  const bool is_1d = c.num_dim == 1;
  const nnom_3d_shape_t k = is_1d ? kernel(1, c.kernel_size[0]) : kernel(c.kernel_size[0], c.kernel_size[1]);
  const nnom_3d_shape_t s = is_1d ? stride(1, c.stride_size[0]) : stride(c.stride_size[0], c.stride_size[1]);
  ((pool_layer_t *)layer)->output_shift = c.output_shift;
  return with_window(layer, k, s, c.padding_type);
}

nnom_layer_t *maxpool_s(const nnom_pool_config_t *config) {
  return configure(pool_layer(NNOM_MAXPOOL, max_pool_run, pool_build), config);
}

nnom_layer_t *avgpool_s(const nnom_pool_config_t *config) {
  return configure(pool_layer(NNOM_AVGPOOL, avg_pool_run, pool_build), config);
}

nnom_layer_t *sumpool_s(const nnom_pool_config_t *config) {
  return configure(pool_layer(NNOM_SUMPOOL, sum_pool_run, sum_pool_build), config);
}

nnom_layer_t *global_maxpool_s(const nnom_global_pool_config_t *config) {
  (void)config;
  return GlobalMaxPool();
}

nnom_layer_t *global_avgpool_s(const nnom_global_pool_config_t *config) {
  nnom_global_pool_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  nnom_layer_t *layer = GlobalAvgPool();
  ((pool_layer_t *)layer)->output_shift = c.output_shift;
  return layer;
}

nnom_layer_t *global_sumpool_s(const nnom_global_pool_config_t *config) {
  (void)config;
  return GlobalSumPool();
}
