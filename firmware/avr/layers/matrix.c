/* Add, Sub and Mult of two or more inputs of one shape, value by value. */
#include "kernels/saturate.h"
#include "runtime/flash.h"
#include "runtime/layer.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_layer_t super;
  int16_t oshift;
} matrix_layer_t;

static nnom_status_t matrix_build(nnom_layer_t *layer) {
  take_inputs(layer);
  for (nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
    if (tensor_size(in->tensor) != tensor_size(layer->in->tensor)) {
      return NN_SIZE_MISMATCH;
    }
  }
  return default_build(layer);
}

static q7_t shifted(const nnom_layer_t *layer, int32_t value) {
  const int16_t shift = ((const matrix_layer_t *)layer)->oshift;
  return saturate_q7((value + PF_ROUNDING(shift)) >> shift);
}

static nnom_status_t add_run(nnom_layer_t *layer) {
  q7_t *output = layer->out->tensor->p_data;
  const uint16_t size = tensor_size(layer->out->tensor);
  for (uint16_t i = 0; i < size; i++) {
    int32_t sum = 0;
    for (const nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
      sum += ((const q7_t *)in->tensor->p_data)[i];
    }
    output[i] = shifted(layer, sum);
  }
  return NN_SUCCESS;
}

static nnom_status_t sub_run(nnom_layer_t *layer) {
  q7_t *output = layer->out->tensor->p_data;
  const uint16_t size = tensor_size(layer->out->tensor);
  for (uint16_t i = 0; i < size; i++) {
    int32_t difference = ((const q7_t *)layer->in->tensor->p_data)[i];
    for (const nnom_layer_io_t *in = layer->in->aux; in != NULL; in = in->aux) {
      difference -= ((const q7_t *)in->tensor->p_data)[i];
    }
    output[i] = shifted(layer, difference);
  }
  return NN_SUCCESS;
}

static nnom_status_t mult_run(nnom_layer_t *layer) {
  q7_t *output = layer->out->tensor->p_data;
  const uint16_t size = tensor_size(layer->out->tensor);
  for (uint16_t i = 0; i < size; i++) {
    int32_t product = 1;
    for (const nnom_layer_io_t *in = layer->in; in != NULL; in = in->aux) {
      product *= ((const q7_t *)in->tensor->p_data)[i];
    }
    output[i] = shifted(layer, product);
  }
  return NN_SUCCESS;
}

static nnom_layer_t *matrix_layer(nnom_layer_type_t type, nnom_status_t (*run)(nnom_layer_t *layer), int16_t oshift) {
  nnom_layer_t *layer = new_layer(sizeof(matrix_layer_t), false, type, run, matrix_build);
  ((matrix_layer_t *)layer)->oshift = oshift;
  return layer;
}

nnom_layer_t *Add(int16_t oshift) {
  return matrix_layer(NNOM_ADD, add_run, oshift);
}

nnom_layer_t *Sub(int16_t oshift) {
  return matrix_layer(NNOM_SUB, sub_run, oshift);
}

nnom_layer_t *Mult(int16_t oshift) {
  return matrix_layer(NNOM_MULT, mult_run, oshift);
}

static int16_t shift_of(const nnom_matrix_config_t *config) {
  nnom_matrix_config_t c;
  pf_flash_copy(&c, config, sizeof c);
  return c.output_shift;
}

nnom_layer_t *add_s(const nnom_matrix_config_t *config) {
  return Add(shift_of(config));
}

nnom_layer_t *sub_s(const nnom_matrix_config_t *config) {
  return Sub(shift_of(config));
}

nnom_layer_t *mult_s(const nnom_matrix_config_t *config) {
  return Mult(shift_of(config));
}
