/* Conv2D and DW_Conv2D. */
#include "layers/weighted.h"
#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  weighted_layer_t super;
  nnom_3d_shape_t kernel;
  nnom_3d_shape_t stride;
  nnom_3d_shape_t dilation;
  nnom_3d_shape_t pad;
  nnom_padding_t padding_type;
  uint16_t filters; /* of a depthwise layer: outputs an input channel */
} conv2d_layer_t;

/* Positions a kernel takes; 0 when it is larger than the image. */
static nnom_shape_data_t positions(nnom_shape_data_t image, nnom_shape_data_t kernel, nnom_shape_data_t stride,
                                   nnom_shape_data_t dilation, nnom_padding_t padding) {
  const nnom_shape_data_t reach = (kernel - 1u) * dilation + 1u;
  if (padding == PADDING_SAME) {
    return (image + stride - 1u) / stride;
  }
  return image < reach ? 0 : (image - reach + stride) / stride;
}

static nnom_status_t build(nnom_layer_t *layer, nnom_shape_data_t channels, size_t macs_an_output) {
  conv2d_layer_t *cl = (conv2d_layer_t *)layer;
  const nnom_3d_shape_t in = tensor_shape(layer->in->tensor);
  const nnom_shape_data_t dim[3] = {
      positions(in.h, cl->kernel.h, cl->stride.h, cl->dilation.h, cl->padding_type),
      positions(in.w, cl->kernel.w, cl->stride.w, cl->dilation.w, cl->padding_type),
      channels,
  };
  if (dim[0] == 0 || dim[1] == 0) {
    return NN_SIZE_MISMATCH;
  }
  layer->out->tensor = new_tensor(NNOM_QTYPE_PER_TENSOR, 3, 1);
  tensor_set(layer->out->tensor, 0, dim, 3);
  set_output_format(layer, output_dec_bit(&cl->super));
  if (cl->padding_type == PADDING_SAME) {
    cl->pad = shape(cl->dilation.h * (cl->kernel.h - 1u) / 2u, cl->dilation.w * (cl->kernel.w - 1u) / 2u, 0);
  }
  layer->stat.macc = macs_an_output * tensor_size(layer->out->tensor);
  return NN_SUCCESS;
}

static nnom_status_t conv2d_build(nnom_layer_t *layer) {
  const conv2d_layer_t *cl = (conv2d_layer_t *)layer;
  take_inputs(layer);
  return build(layer, cl->filters, (size_t)cl->kernel.h * cl->kernel.w * tensor_channels(layer->in->tensor));
}

static nnom_status_t dw_conv2d_build(nnom_layer_t *layer) {
  const conv2d_layer_t *cl = (conv2d_layer_t *)layer;
  take_inputs(layer);
  return build(layer, cl->filters * tensor_channels(layer->in->tensor), (size_t)cl->kernel.h * cl->kernel.w);
}

static pf_window_t window_of(const nnom_layer_t *layer) {
  const conv2d_layer_t *cl = (const conv2d_layer_t *)layer;
  const pf_window_t window = {
      .in = tensor_shape(layer->in->tensor),
      .out = tensor_shape(layer->out->tensor),
      .kernel = cl->kernel,
      .stride = cl->stride,
      .pad = cl->pad,
      .dilation = cl->dilation,
  };
  return window;
}

static nnom_status_t conv2d_run(nnom_layer_t *layer) {
  const pf_window_t window = window_of(layer);
  const pf_weights_t w = weights_of((weighted_layer_t *)layer);
  conv2d_q7(&window, &w, layer->in->tensor->p_data, layer->out->tensor->p_data);
  return NN_SUCCESS;
}

static nnom_status_t dw_conv2d_run(nnom_layer_t *layer) {
  const pf_window_t window = window_of(layer);
  const pf_weights_t w = weights_of((weighted_layer_t *)layer);
  dw_conv2d_q7(&window, &w, layer->in->tensor->p_data, layer->out->tensor->p_data);
  return NN_SUCCESS;
}

static conv2d_layer_t *conv_layer(uint32_t filters, nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_3d_shape_t d,
                                  nnom_padding_t pad) {
  conv2d_layer_t *cl =
      (conv2d_layer_t *)new_layer(sizeof(conv2d_layer_t), false, NNOM_CONV_2D, conv2d_run, conv2d_build);
  cl->filters = filters;
  cl->kernel = k;
  cl->stride = s;
  cl->dilation = d;
  cl->padding_type = pad;
  return cl;
}

static nnom_layer_t *depthwise(nnom_layer_t *layer) {
  layer->type = NNOM_DW_CONV_2D;
  layer->run = dw_conv2d_run;
  layer->build = dw_conv2d_build;
  return layer;
}

nnom_layer_t *Conv2D(uint32_t filters, nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_3d_shape_t d, nnom_padding_t pad,
                     const nnom_weight_t *w, const nnom_bias_t *b) {
  conv2d_layer_t *cl = conv_layer(filters, k, s, d, pad);
  set_weights(&cl->super, w, b, filters);
  return &cl->super.super;
}

nnom_layer_t *DW_Conv2D(uint32_t multiplier, nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_3d_shape_t d,
                        nnom_padding_t pad, const nnom_weight_t *w, const nnom_bias_t *b) {
  return depthwise(Conv2D(multiplier, k, s, d, pad, w, b));
}

nnom_layer_t *conv2d_s(const nnom_conv2d_config_t *config) {
  nnom_conv2d_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  nnom_tensor_t weight;
  pf_flash_copy(&weight, c.weight, sizeof weight);
  /* Weights of a one-dimensional convolution have three dimensions, and its sizes one. */
  const bool is_1d = weight.num_dim == 3;
  const nnom_3d_shape_t k = is_1d ? kernel(1, c.kernel_size[0]) : kernel(c.kernel_size[0], c.kernel_size[1]);
  const nnom_3d_shape_t s = is_1d ? stride(1, c.stride_size[0]) : stride(c.stride_size[0], c.stride_size[1]);
  const nnom_3d_shape_t d = is_1d ? dilation(1, c.dilation_size[0]) : dilation(c.dilation_size[0], c.dilation_size[1]);
  conv2d_layer_t *cl = conv_layer(c.filter_size, k, s, d, c.padding_type);
  set_weight_tensors(&cl->super, c.weight, c.bias, c.output_shift, c.bias_shift);
  return &cl->super.super;
}

nnom_layer_t *dw_conv2d_s(const nnom_conv2d_config_t *config) {
  return depthwise(conv2d_s(config));
}
