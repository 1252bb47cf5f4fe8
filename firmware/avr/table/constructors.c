/* Every constructor of the API, called with the words of a record. The order is that of src/build/nnom-table.ts. */
#include "table/constructors.h"

#include "nnom.h"

/* An image for dense networks alone leaves room for weights on small parts: it has no layers for images. */
#ifdef PF_DENSE_LAYERS_ONLY
#define IMAGE_LAYER(constructor) NULL
#else
#define IMAGE_LAYER(constructor) constructor
#endif

void *make_Input(const pf_word_t *a) {
  return Input(shape(a[0], a[1], a[2]), (void *)a[3]);
}

void *make_Output(const pf_word_t *a) {
  return Output(shape(a[0], a[1], a[2]), (void *)a[3]);
}

void *make_Dense(const pf_word_t *a) {
  return Dense(a[0], (const nnom_weight_t *)a[1], (const nnom_bias_t *)a[2]);
}

void *make_Conv2D(const pf_word_t *a) {
  return Conv2D(a[0], kernel(a[1], a[2]), stride(a[3], a[4]), dilation(a[5], a[6]), a[7], (const nnom_weight_t *)a[8],
                (const nnom_bias_t *)a[9]);
}

void *make_DW_Conv2D(const pf_word_t *a) {
  return DW_Conv2D(a[0], kernel(a[1], a[2]), stride(a[3], a[4]), dilation(a[5], a[6]), a[7],
                   (const nnom_weight_t *)a[8], (const nnom_bias_t *)a[9]);
}

void *make_MaxPool(const pf_word_t *a) {
  return MaxPool(kernel(a[0], a[1]), stride(a[2], a[3]), a[4]);
}

void *make_AvgPool(const pf_word_t *a) {
  return AvgPool(kernel(a[0], a[1]), stride(a[2], a[3]), a[4]);
}

void *make_SumPool(const pf_word_t *a) {
  return SumPool(kernel(a[0], a[1]), stride(a[2], a[3]), a[4]);
}

void *make_GlobalMaxPool(const pf_word_t *a) {
  (void)a;
  return GlobalMaxPool();
}

void *make_GlobalAvgPool(const pf_word_t *a) {
  (void)a;
  return GlobalAvgPool();
}

void *make_GlobalSumPool(const pf_word_t *a) {
  (void)a;
  return GlobalSumPool();
}

void *make_UpSample(const pf_word_t *a) {
  return UpSample(kernel(a[0], a[1]));
}

void *make_ZeroPadding(const pf_word_t *a) {
  return ZeroPadding(border(a[0], a[1], a[2], a[3]));
}

void *make_Cropping(const pf_word_t *a) {
  return Cropping(border(a[0], a[1], a[2], a[3]));
}

void *make_Flatten(const pf_word_t *a) {
  (void)a;
  return Flatten();
}

void *make_Concat(const pf_word_t *a) {
  return Concat(a[0]);
}

void *make_Add(const pf_word_t *a) {
  return Add(a[0]);
}

void *make_Sub(const pf_word_t *a) {
  return Sub(a[0]);
}

void *make_Mult(const pf_word_t *a) {
  return Mult(a[0]);
}

void *make_Softmax(const pf_word_t *a) {
  (void)a;
  return Softmax();
}

void *make_ReLU(const pf_word_t *a) {
  (void)a;
  return ReLU();
}

void *make_LeakyReLU(const pf_word_t *a) {
  return LeakyReLU((float)a[0] / 128);
}

void *make_Sigmoid(const pf_word_t *a) {
  return Sigmoid(a[0]);
}

void *make_TanH(const pf_word_t *a) {
  return TanH(a[0]);
}

void *make_input_s(const pf_word_t *a) {
  return input_s((const nnom_io_config_t *)a[0]);
}

void *make_output_s(const pf_word_t *a) {
  return output_s((const nnom_io_config_t *)a[0]);
}

void *make_dense_s(const pf_word_t *a) {
  return dense_s((const nnom_dense_config_t *)a[0]);
}

void *make_conv2d_s(const pf_word_t *a) {
  return conv2d_s((const nnom_conv2d_config_t *)a[0]);
}

void *make_dw_conv2d_s(const pf_word_t *a) {
  return dw_conv2d_s((const nnom_conv2d_config_t *)a[0]);
}

void *make_maxpool_s(const pf_word_t *a) {
  return maxpool_s((const nnom_pool_config_t *)a[0]);
}

void *make_avgpool_s(const pf_word_t *a) {
  return avgpool_s((const nnom_pool_config_t *)a[0]);
}

void *make_sumpool_s(const pf_word_t *a) {
  return sumpool_s((const nnom_pool_config_t *)a[0]);
}

void *make_global_maxpool_s(const pf_word_t *a) {
  return global_maxpool_s((const nnom_global_pool_config_t *)a[0]);
}

void *make_global_avgpool_s(const pf_word_t *a) {
  return global_avgpool_s((const nnom_global_pool_config_t *)a[0]);
}

void *make_global_sumpool_s(const pf_word_t *a) {
  return global_sumpool_s((const nnom_global_pool_config_t *)a[0]);
}

void *make_upsample_s(const pf_word_t *a) {
  return upsample_s((const nnom_upsample_config_t *)a[0]);
}

void *make_zeropadding_s(const pf_word_t *a) {
  return zeropadding_s((const nnom_zero_padding_config_t *)a[0]);
}

void *make_cropping_s(const pf_word_t *a) {
  return cropping_s((const nnom_cropping_config_t *)a[0]);
}

void *make_flatten_s(const pf_word_t *a) {
  return flatten_s((const nnom_flatten_config_t *)a[0]);
}

void *make_concat_s(const pf_word_t *a) {
  return concat_s((const nnom_concat_config_t *)a[0]);
}

void *make_add_s(const pf_word_t *a) {
  return add_s((const nnom_matrix_config_t *)a[0]);
}

void *make_sub_s(const pf_word_t *a) {
  return sub_s((const nnom_matrix_config_t *)a[0]);
}

void *make_mult_s(const pf_word_t *a) {
  return mult_s((const nnom_matrix_config_t *)a[0]);
}

void *make_softmax_s(const pf_word_t *a) {
  return softmax_s((const nnom_softmax_config_t *)a[0]);
}

void *make_act_relu(const pf_word_t *a) {
  (void)a;
  return act_relu();
}

void *make_act_leaky_relu(const pf_word_t *a) {
  return act_leaky_relu((float)a[0] / 128);
}

void *make_act_tanh(const pf_word_t *a) {
  return act_tanh(a[0]);
}

void *make_act_sigmoid(const pf_word_t *a) {
  return act_sigmoid(a[0]);
}

void *make_act_hard_tanh(const pf_word_t *a) {
  return act_hard_tanh(a[0]);
}

void *make_act_hard_sigmoid(const pf_word_t *a) {
  return act_hard_sigmoid(a[0]);
}

PF_FLASH_CONSTANT pf_constructor_t pf_op_registry[] = {
    make_Input,
    make_Output,
    make_Dense,
    IMAGE_LAYER(make_Conv2D),
    IMAGE_LAYER(make_DW_Conv2D),
    IMAGE_LAYER(make_MaxPool),
    IMAGE_LAYER(make_AvgPool),
    IMAGE_LAYER(make_SumPool),
    IMAGE_LAYER(make_GlobalMaxPool),
    IMAGE_LAYER(make_GlobalAvgPool),
    IMAGE_LAYER(make_GlobalSumPool),
    IMAGE_LAYER(make_UpSample),
    IMAGE_LAYER(make_ZeroPadding),
    IMAGE_LAYER(make_Cropping),
    make_Flatten,
    IMAGE_LAYER(make_Concat),
    IMAGE_LAYER(make_Add),
    IMAGE_LAYER(make_Sub),
    IMAGE_LAYER(make_Mult),
    make_Softmax,
    make_ReLU,
    make_LeakyReLU,
    make_Sigmoid,
    make_TanH,
    make_input_s,
    make_output_s,
    make_dense_s,
    IMAGE_LAYER(make_conv2d_s),
    IMAGE_LAYER(make_dw_conv2d_s),
    IMAGE_LAYER(make_maxpool_s),
    IMAGE_LAYER(make_avgpool_s),
    IMAGE_LAYER(make_sumpool_s),
    IMAGE_LAYER(make_global_maxpool_s),
    IMAGE_LAYER(make_global_avgpool_s),
    IMAGE_LAYER(make_global_sumpool_s),
    IMAGE_LAYER(make_upsample_s),
    IMAGE_LAYER(make_zeropadding_s),
    IMAGE_LAYER(make_cropping_s),
    make_flatten_s,
    IMAGE_LAYER(make_concat_s),
    IMAGE_LAYER(make_add_s),
    IMAGE_LAYER(make_sub_s),
    IMAGE_LAYER(make_mult_s),
    make_softmax_s,
    make_act_relu,
    make_act_leaky_relu,
    make_act_tanh,
    make_act_sigmoid,
    make_act_hard_tanh,
    make_act_hard_sigmoid,
};
