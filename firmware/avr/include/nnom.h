/*
 * The public API of NNoM as the `weights.h` files of its converters use it: the classic constructors and those with
 * configuration structs. Types and names are NNoM's; the implementation behind them is preflash's own.
 *
 * Quantities are q7: a value v of a tensor with n decimal bits is v * 2^-n. Data is in HWC order.
 */
#ifndef NNOM_H
#define NNOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nnom_port.h"

typedef int8_t q7_t;

typedef enum {
  NN_SUCCESS = 0,
  NN_ARGUMENT_ERROR = -1,
  NN_LENGTH_ERROR = -2,
  NN_SIZE_MISMATCH = -3,
  NN_NO_MEMORY = -7,
  NN_MORE_TODO = -8,
} nnom_status_t;

typedef enum {
  NNOM_INVALID = 0,
  NNOM_INPUT,
  NNOM_OUTPUT,
  NNOM_CONV_2D,
  NNOM_DW_CONV_2D,
  NNOM_DENSE,
  NNOM_ZERO_PADDING,
  NNOM_CROPPING,
  NNOM_ACTIVATION,
  NNOM_RELU,
  NNOM_LEAKY_RELU,
  NNOM_SIGMOID,
  NNOM_TANH,
  NNOM_SOFTMAX,
  NNOM_MAXPOOL,
  NNOM_GLOBAL_MAXPOOL,
  NNOM_AVGPOOL,
  NNOM_GLOBAL_AVGPOOL,
  NNOM_SUMPOOL,
  NNOM_GLOBAL_SUMPOOL,
  NNOM_UPSAMPLE,
  NNOM_FLATTEN,
  NNOM_CONCAT,
  NNOM_ADD,
  NNOM_SUB,
  NNOM_MULT,
  NNOM_TYPE_MAX,
} nnom_layer_type_t;

typedef enum {
  ACT_UNKNOWN = 0,
  ACT_RELU,
  ACT_LEAKY_RELU,
  ACT_TANH,
  ACT_SIGMOID,
  ACT_HARD_TANH,
  ACT_HARD_SIGMOID,
} nnom_activation_type_t;

typedef enum { PADDING_VALID = 0, PADDING_SAME } nnom_padding_t;

typedef enum { NNOM_QTYPE_PER_TENSOR = 0, NNOM_QTYPE_PER_AXIS = 1 } nnom_qtype_t;

typedef int32_t nnom_qformat_param_t;
typedef uint16_t nnom_shape_data_t;

typedef struct {
  nnom_shape_data_t h, w, c;
} nnom_3d_shape_t;

typedef struct {
  nnom_shape_data_t top, bottom, left, right;
} nnom_border_t;

/* Weights of a layer and how far its sums are shifted right. */
typedef struct {
  const void *p_value;
  nnom_qformat_param_t shift;
} nnom_weight_t;

/* Biases of a layer and how far they are shifted left. */
typedef struct {
  const void *p_value;
  nnom_qformat_param_t shift;
} nnom_bias_t;

typedef struct {
  void *p_data;
  nnom_shape_data_t *dim;
  nnom_qformat_param_t *q_dec;    /* decimal bits: one, or one a channel */
  nnom_qformat_param_t *q_offset; /* zero: NNoM has no other */
  nnom_qtype_t qtype;
  uint8_t num_dim;
  uint8_t bitwidth;
} nnom_tensor_t;

typedef struct nnom_layer nnom_layer_t;
typedef struct nnom_layer_io nnom_layer_io_t;
typedef struct nnom_layer_hook nnom_layer_hook_t;
typedef struct nnom_mem_block nnom_mem_block_t;
typedef struct nnom_activation nnom_activation_t;
typedef struct nnom_model nnom_model_t;

/* One stretch of the activation memory, used by one tensor after the other. */
struct nnom_mem_block {
  void *blk;
  size_t size;
  uint8_t owners; /* readers still to come */
};

/* What an output goes to: a list, for an output may have several readers. */
struct nnom_layer_hook {
  nnom_layer_io_t *io;
  nnom_layer_hook_t *next;
};

/* An input or output of a layer. */
struct nnom_layer_io {
  nnom_layer_hook_t hook;
  nnom_layer_io_t *aux; /* the layer's next input */
  nnom_tensor_t *tensor;
  nnom_mem_block_t *mem;
  nnom_layer_t *owner;
};

/* Scratch memory of a layer while it runs. */
typedef struct {
  nnom_mem_block_t *mem;
  size_t size;
} nnom_buf_t;

typedef struct {
  char *name; /* what the training framework called the layer */
} nnom_layer_config_t;

typedef struct {
  size_t macc;
} nnom_layer_stat_t;

struct nnom_layer {
  nnom_layer_t *shortcut; /* the layer that runs next */
  nnom_status_t (*run)(nnom_layer_t *layer);
  nnom_status_t (*build)(nnom_layer_t *layer);
  nnom_buf_t *comp;
  nnom_activation_t *actail;
  nnom_layer_type_t type;
  bool in_place; /* the output lies where the input does */
  nnom_layer_io_t *in;
  nnom_layer_io_t *out;
  nnom_layer_stat_t stat;
};

struct nnom_activation {
  nnom_status_t (*run)(nnom_activation_t *act);
  nnom_tensor_t *tensor;
  nnom_activation_type_t type;
};

struct nnom_model {
  nnom_layer_t *head;
  nnom_layer_t *tail;
  nnom_status_t (*add)(nnom_model_t *m, nnom_layer_t *layer);
  nnom_layer_t *(*hook)(nnom_layer_t *curr, nnom_layer_t *last);
  nnom_layer_t *(*merge)(nnom_layer_t *method, nnom_layer_t *in1, nnom_layer_t *in2);
  nnom_layer_t *(*mergex)(nnom_layer_t *method, int num, ...);
  nnom_layer_t *(*active)(nnom_activation_t *act, nnom_layer_t *target);
  nnom_mem_block_t blocks[NNOM_BLOCK_NUM];
  size_t total_ops;
};

/* ---- configuration structs */

typedef struct {
  nnom_layer_config_t super;
  nnom_tensor_t *tensor;
} nnom_io_config_t;

typedef struct {
  nnom_layer_config_t super;
  nnom_qtype_t qtype;
  nnom_tensor_t *weight;
  nnom_tensor_t *bias;
  nnom_qformat_param_t *output_shift;
  nnom_qformat_param_t *bias_shift;
  uint32_t filter_size;
  int8_t kernel_size[2];
  int8_t stride_size[2];
  int8_t padding_size[2];
  int8_t dilation_size[2];
  nnom_padding_t padding_type;
} nnom_conv2d_config_t;

typedef struct {
  nnom_layer_config_t super;
  nnom_qtype_t qtype;
  nnom_tensor_t *weight;
  nnom_tensor_t *bias;
  nnom_qformat_param_t *output_shift;
  nnom_qformat_param_t *bias_shift;
} nnom_dense_config_t;

typedef struct {
  nnom_layer_config_t super;
  nnom_padding_t padding_type;
  int16_t output_shift;
  int8_t kernel_size[2];
  int8_t stride_size[2];
  int8_t num_dim;
} nnom_pool_config_t;

typedef struct {
  nnom_layer_config_t super;
  int16_t output_shift;
} nnom_global_pool_config_t;

typedef struct {
  nnom_layer_config_t super;
  int16_t output_shift;
} nnom_matrix_config_t;

typedef struct {
  nnom_layer_config_t super;
  nnom_border_t pad;
} nnom_zero_padding_config_t;

typedef nnom_zero_padding_config_t nnom_cropping_config_t;

typedef struct {
  nnom_layer_config_t super;
  nnom_shape_data_t kernel[2];
} nnom_upsample_config_t;

typedef struct {
  nnom_layer_config_t super;
  int8_t axis;
} nnom_concat_config_t;

typedef struct {
  nnom_layer_config_t super;
} nnom_flatten_config_t;

typedef struct {
  nnom_layer_config_t super;
} nnom_softmax_config_t;

/* ---- shapes */

nnom_3d_shape_t shape(size_t h, size_t w, size_t c);
nnom_3d_shape_t kernel(size_t h, size_t w);
nnom_3d_shape_t stride(size_t h, size_t w);
nnom_3d_shape_t dilation(size_t h, size_t w);
nnom_border_t border(size_t top, size_t bottom, size_t left, size_t right);

/* ---- layers, classic */

nnom_layer_t *Input(nnom_3d_shape_t input_shape, void *p_buf);
nnom_layer_t *Output(nnom_3d_shape_t output_shape, void *p_buf);
nnom_layer_t *Conv2D(uint32_t filters, nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_3d_shape_t d, nnom_padding_t pad,
                     const nnom_weight_t *w, const nnom_bias_t *b);
nnom_layer_t *DW_Conv2D(uint32_t multiplier, nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_3d_shape_t d,
                        nnom_padding_t pad, const nnom_weight_t *w, const nnom_bias_t *b);
nnom_layer_t *Dense(size_t output_unit, const nnom_weight_t *w, const nnom_bias_t *b);
nnom_layer_t *MaxPool(nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_padding_t pad);
nnom_layer_t *AvgPool(nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_padding_t pad);
nnom_layer_t *SumPool(nnom_3d_shape_t k, nnom_3d_shape_t s, nnom_padding_t pad);
nnom_layer_t *GlobalMaxPool(void);
nnom_layer_t *GlobalAvgPool(void);
nnom_layer_t *GlobalSumPool(void);
nnom_layer_t *UpSample(nnom_3d_shape_t kernel);
nnom_layer_t *ZeroPadding(nnom_border_t pad);
nnom_layer_t *Cropping(nnom_border_t pad);
nnom_layer_t *Flatten(void);
nnom_layer_t *Concat(int8_t axis);
nnom_layer_t *Add(int16_t oshift);
nnom_layer_t *Sub(int16_t oshift);
nnom_layer_t *Mult(int16_t oshift);
nnom_layer_t *Softmax(void);
nnom_layer_t *Activation(nnom_activation_t *act);
nnom_layer_t *ReLU(void);
nnom_layer_t *LeakyReLU(float alpha);
nnom_layer_t *Sigmoid(int32_t dec_bit);
nnom_layer_t *TanH(int32_t dec_bit);

nnom_activation_t *act_relu(void);
nnom_activation_t *act_leaky_relu(float alpha);
nnom_activation_t *act_tanh(int32_t dec_bit);
nnom_activation_t *act_sigmoid(int32_t dec_bit);
nnom_activation_t *act_hard_tanh(int32_t dec_bit);
nnom_activation_t *act_hard_sigmoid(int32_t dec_bit);

/* ---- layers, from configuration structs */

nnom_layer_t *input_s(const nnom_io_config_t *config);
nnom_layer_t *output_s(const nnom_io_config_t *config);
nnom_layer_t *conv2d_s(const nnom_conv2d_config_t *config);
nnom_layer_t *dw_conv2d_s(const nnom_conv2d_config_t *config);
nnom_layer_t *dense_s(const nnom_dense_config_t *config);
nnom_layer_t *maxpool_s(const nnom_pool_config_t *config);
nnom_layer_t *avgpool_s(const nnom_pool_config_t *config);
nnom_layer_t *sumpool_s(const nnom_pool_config_t *config);
nnom_layer_t *global_maxpool_s(const nnom_global_pool_config_t *config);
nnom_layer_t *global_avgpool_s(const nnom_global_pool_config_t *config);
nnom_layer_t *global_sumpool_s(const nnom_global_pool_config_t *config);
nnom_layer_t *upsample_s(const nnom_upsample_config_t *config);
nnom_layer_t *zeropadding_s(const nnom_zero_padding_config_t *config);
nnom_layer_t *cropping_s(const nnom_cropping_config_t *config);
nnom_layer_t *flatten_s(const nnom_flatten_config_t *config);
nnom_layer_t *concat_s(const nnom_concat_config_t *config);
nnom_layer_t *add_s(const nnom_matrix_config_t *config);
nnom_layer_t *sub_s(const nnom_matrix_config_t *config);
nnom_layer_t *mult_s(const nnom_matrix_config_t *config);
nnom_layer_t *softmax_s(const nnom_softmax_config_t *config);

/* ---- models */

/* Initialises a model; allocates it when `m` is NULL. */
nnom_model_t *new_model(nnom_model_t *m);
/* Orders the layers, derives every shape and allocates the activation memory. */
nnom_status_t model_compile(nnom_model_t *m, nnom_layer_t *input, nnom_layer_t *output);
/* One inference. */
nnom_status_t model_run(nnom_model_t *m);
/* Says so when weights.h was written for another version. */
nnom_status_t check_model_version(unsigned long model_version);

#endif
