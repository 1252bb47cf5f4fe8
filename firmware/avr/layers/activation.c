/* Activations: behind another layer (`model.active`), or as layers of their own. They run in place. */
#include "kernels/kernels.h"
#include "runtime/layer.h"
#include "runtime/memory.h"
#include "runtime/tensor.h"

typedef struct {
  nnom_activation_t super;
  int8_t parameter; /* decimal bits of the input; of LeakyReLU the slope in q7 */
} parameter_activation_t;

typedef struct {
  nnom_layer_t super;
  nnom_activation_t *act;
} activation_layer_t;

static int8_t parameter_of(const nnom_activation_t *act) {
  return ((const parameter_activation_t *)act)->parameter;
}

static nnom_status_t relu_run(nnom_activation_t *act) {
  if (act->tensor->bitwidth == 16) {
    relu_q15(act->tensor->p_data, tensor_size(act->tensor));
  } else {
    relu_q7(act->tensor->p_data, tensor_size(act->tensor));
  }
  return NN_SUCCESS;
}

static nnom_status_t leaky_relu_run(nnom_activation_t *act) {
  leaky_relu_q7(act->tensor->p_data, tensor_size(act->tensor), parameter_of(act));
  return NN_SUCCESS;
}

static nnom_status_t tanh_run(nnom_activation_t *act) {
  if (act->tensor->bitwidth == 16) {
    tanh_q15(act->tensor->p_data, tensor_size(act->tensor), 7 - parameter_of(act));
  } else {
    tanh_q7(act->tensor->p_data, tensor_size(act->tensor), 7 - parameter_of(act));
  }
  return NN_SUCCESS;
}

static nnom_status_t sigmoid_run(nnom_activation_t *act) {
  if (act->tensor->bitwidth == 16) {
    sigmoid_q15(act->tensor->p_data, tensor_size(act->tensor), 7 - parameter_of(act));
  } else {
    sigmoid_q7(act->tensor->p_data, tensor_size(act->tensor), 7 - parameter_of(act));
  }
  return NN_SUCCESS;
}

static nnom_status_t hard_tanh_run(nnom_activation_t *act) {
  hard_tanh_q7(act->tensor->p_data, tensor_size(act->tensor), parameter_of(act));
  return NN_SUCCESS;
}

static nnom_status_t hard_sigmoid_run(nnom_activation_t *act) {
  hard_sigmoid_q7(act->tensor->p_data, tensor_size(act->tensor), parameter_of(act));
  return NN_SUCCESS;
}

static nnom_activation_t *new_activation(nnom_activation_type_t type, nnom_status_t (*run)(nnom_activation_t *act),
                                         int8_t parameter) {
  parameter_activation_t *act = nnom_mem(sizeof(parameter_activation_t));
  act->super.type = type;
  act->super.run = run;
  act->parameter = parameter;
  return &act->super;
}

nnom_activation_t *act_relu(void) {
  return new_activation(ACT_RELU, relu_run, 0);
}

nnom_activation_t *act_leaky_relu(float alpha) {
  return new_activation(ACT_LEAKY_RELU, leaky_relu_run, (int8_t)(alpha * 128));
}

nnom_activation_t *act_tanh(int32_t dec_bit) {
  return new_activation(ACT_TANH, tanh_run, dec_bit);
}

nnom_activation_t *act_sigmoid(int32_t dec_bit) {
  return new_activation(ACT_SIGMOID, sigmoid_run, dec_bit);
}

nnom_activation_t *act_hard_tanh(int32_t dec_bit) {
  return new_activation(ACT_HARD_TANH, hard_tanh_run, dec_bit);
}

nnom_activation_t *act_hard_sigmoid(int32_t dec_bit) {
  return new_activation(ACT_HARD_SIGMOID, hard_sigmoid_run, dec_bit);
}

nnom_qformat_param_t act_get_dec_bit(nnom_activation_type_t type, nnom_qformat_param_t dec_bit) {
  return type == ACT_RELU || type == ACT_LEAKY_RELU ? dec_bit : 7;
}

static nnom_status_t activation_build(nnom_layer_t *layer) {
  const nnom_status_t status = default_build(layer);
  const nnom_activation_t *act = ((activation_layer_t *)layer)->act;
  layer->out->tensor->q_dec[0] = act_get_dec_bit(act->type, layer->in->tensor->q_dec[0]);
  return status;
}

static nnom_status_t activation_run(nnom_layer_t *layer) {
  nnom_activation_t *act = ((activation_layer_t *)layer)->act;
  act->tensor = layer->out->tensor;
  return act->run(act);
}

static nnom_layer_t *activation_layer(nnom_layer_type_t type, nnom_activation_t *act) {
  nnom_layer_t *layer = new_layer(sizeof(activation_layer_t), false, type, activation_run, activation_build);
  layer->in_place = true;
  ((activation_layer_t *)layer)->act = act;
  return layer;
}

nnom_layer_t *Activation(nnom_activation_t *act) {
  return activation_layer(NNOM_ACTIVATION, act);
}

nnom_layer_t *ReLU(void) {
  return activation_layer(NNOM_RELU, act_relu());
}

nnom_layer_t *LeakyReLU(float alpha) {
  return activation_layer(NNOM_LEAKY_RELU, act_leaky_relu(alpha));
}

nnom_layer_t *Sigmoid(int32_t dec_bit) {
  return activation_layer(NNOM_SIGMOID, act_sigmoid(dec_bit));
}

nnom_layer_t *TanH(int32_t dec_bit) {
  return activation_layer(NNOM_TANH, act_tanh(dec_bit));
}
