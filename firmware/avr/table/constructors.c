/* Every constructor of the API, called with the words of a record. The order is that of src/build/nnom-table.ts. */
#include "table/constructors.h"

#include "nnom.h"

static void *make_Input(const pf_word_t *a) {
  return Input(shape(a[0], a[1], a[2]), (void *)a[3]);
}

static void *make_Output(const pf_word_t *a) {
  return Output(shape(a[0], a[1], a[2]), (void *)a[3]);
}

static void *make_Dense(const pf_word_t *a) {
  return Dense(a[0], (const nnom_weight_t *)a[1], (const nnom_bias_t *)a[2]);
}

static void *make_Conv2D(const pf_word_t *a) {
  return Conv2D(a[0], kernel(a[1], a[2]), stride(a[3], a[4]), dilation(a[5], a[6]), a[7], (const nnom_weight_t *)a[8],
                (const nnom_bias_t *)a[9]);
}

static void *make_DW_Conv2D(const pf_word_t *a) {
  return DW_Conv2D(a[0], kernel(a[1], a[2]), stride(a[3], a[4]), dilation(a[5], a[6]), a[7],
                   (const nnom_weight_t *)a[8], (const nnom_bias_t *)a[9]);
}

static void *make_MaxPool(const pf_word_t *a) {
  return MaxPool(kernel(a[0], a[1]), stride(a[2], a[3]), a[4]);
}

static void *make_AvgPool(const pf_word_t *a) {
  return AvgPool(kernel(a[0], a[1]), stride(a[2], a[3]), a[4]);
}

static void *make_SumPool(const pf_word_t *a) {
  return SumPool(kernel(a[0], a[1]), stride(a[2], a[3]), a[4]);
}

static void *make_GlobalMaxPool(const pf_word_t *a) {
  (void)a;
  return GlobalMaxPool();
}

static void *make_GlobalAvgPool(const pf_word_t *a) {
  (void)a;
  return GlobalAvgPool();
}

static void *make_GlobalSumPool(const pf_word_t *a) {
  (void)a;
  return GlobalSumPool();
}

static void *make_UpSample(const pf_word_t *a) {
  return UpSample(kernel(a[0], a[1]));
}

static void *make_ZeroPadding(const pf_word_t *a) {
  return ZeroPadding(border(a[0], a[1], a[2], a[3]));
}

static void *make_Cropping(const pf_word_t *a) {
  return Cropping(border(a[0], a[1], a[2], a[3]));
}

static void *make_Flatten(const pf_word_t *a) {
  (void)a;
  return Flatten();
}

static void *make_Concat(const pf_word_t *a) {
  return Concat(a[0]);
}

static void *make_Add(const pf_word_t *a) {
  return Add(a[0]);
}

static void *make_Sub(const pf_word_t *a) {
  return Sub(a[0]);
}

static void *make_Mult(const pf_word_t *a) {
  return Mult(a[0]);
}

static void *make_Softmax(const pf_word_t *a) {
  (void)a;
  return Softmax();
}

static void *make_ReLU(const pf_word_t *a) {
  (void)a;
  return ReLU();
}

static void *make_LeakyReLU(const pf_word_t *a) {
  return LeakyReLU((float)a[0] / 128);
}

static void *make_Sigmoid(const pf_word_t *a) {
  return Sigmoid(a[0]);
}

static void *make_TanH(const pf_word_t *a) {
  return TanH(a[0]);
}

static void *make_input_s(const pf_word_t *a) {
  return input_s((const nnom_io_config_t *)a[0]);
}

static void *make_output_s(const pf_word_t *a) {
  return output_s((const nnom_io_config_t *)a[0]);
}

static void *make_dense_s(const pf_word_t *a) {
  return dense_s((const nnom_dense_config_t *)a[0]);
}

static void *make_conv2d_s(const pf_word_t *a) {
  return conv2d_s((const nnom_conv2d_config_t *)a[0]);
}

static void *make_dw_conv2d_s(const pf_word_t *a) {
  return dw_conv2d_s((const nnom_conv2d_config_t *)a[0]);
}

static void *make_maxpool_s(const pf_word_t *a) {
  return maxpool_s((const nnom_pool_config_t *)a[0]);
}

static void *make_avgpool_s(const pf_word_t *a) {
  return avgpool_s((const nnom_pool_config_t *)a[0]);
}

static void *make_sumpool_s(const pf_word_t *a) {
  return sumpool_s((const nnom_pool_config_t *)a[0]);
}

static void *make_global_maxpool_s(const pf_word_t *a) {
  return global_maxpool_s((const nnom_global_pool_config_t *)a[0]);
}

static void *make_global_avgpool_s(const pf_word_t *a) {
  return global_avgpool_s((const nnom_global_pool_config_t *)a[0]);
}

static void *make_global_sumpool_s(const pf_word_t *a) {
  return global_sumpool_s((const nnom_global_pool_config_t *)a[0]);
}

static void *make_upsample_s(const pf_word_t *a) {
  return upsample_s((const nnom_upsample_config_t *)a[0]);
}

static void *make_zeropadding_s(const pf_word_t *a) {
  return zeropadding_s((const nnom_zero_padding_config_t *)a[0]);
}

static void *make_cropping_s(const pf_word_t *a) {
  return cropping_s((const nnom_cropping_config_t *)a[0]);
}

static void *make_flatten_s(const pf_word_t *a) {
  return flatten_s((const nnom_flatten_config_t *)a[0]);
}

static void *make_concat_s(const pf_word_t *a) {
  return concat_s((const nnom_concat_config_t *)a[0]);
}

static void *make_add_s(const pf_word_t *a) {
  return add_s((const nnom_matrix_config_t *)a[0]);
}

static void *make_sub_s(const pf_word_t *a) {
  return sub_s((const nnom_matrix_config_t *)a[0]);
}

static void *make_mult_s(const pf_word_t *a) {
  return mult_s((const nnom_matrix_config_t *)a[0]);
}

static void *make_softmax_s(const pf_word_t *a) {
  return softmax_s((const nnom_softmax_config_t *)a[0]);
}

static void *make_act_relu(const pf_word_t *a) {
  (void)a;
  return act_relu();
}

static void *make_act_leaky_relu(const pf_word_t *a) {
  return act_leaky_relu((float)a[0] / 128);
}

static void *make_act_tanh(const pf_word_t *a) {
  return act_tanh(a[0]);
}

static void *make_act_sigmoid(const pf_word_t *a) {
  return act_sigmoid(a[0]);
}

static void *make_act_hard_tanh(const pf_word_t *a) {
  return act_hard_tanh(a[0]);
}

static void *make_act_hard_sigmoid(const pf_word_t *a) {
  return act_hard_sigmoid(a[0]);
}

PF_FLASH_CONSTANT pf_constructor_t pf_op_registry[] = {
    make_Input,
    make_Output,
    make_Dense,
    make_Conv2D,
    make_DW_Conv2D,
    make_MaxPool,
    make_AvgPool,
    make_SumPool,
    make_GlobalMaxPool,
    make_GlobalAvgPool,
    make_GlobalSumPool,
    make_UpSample,
    make_ZeroPadding,
    make_Cropping,
    make_Flatten,
    make_Concat,
    make_Add,
    make_Sub,
    make_Mult,
    make_Softmax,
    make_ReLU,
    make_LeakyReLU,
    make_Sigmoid,
    make_TanH,
    make_input_s,
    make_output_s,
    make_dense_s,
    make_conv2d_s,
    make_dw_conv2d_s,
    make_maxpool_s,
    make_avgpool_s,
    make_sumpool_s,
    make_global_maxpool_s,
    make_global_avgpool_s,
    make_global_sumpool_s,
    make_upsample_s,
    make_zeropadding_s,
    make_cropping_s,
    make_flatten_s,
    make_concat_s,
    make_add_s,
    make_sub_s,
    make_mult_s,
    make_softmax_s,
    make_act_relu,
    make_act_leaky_relu,
    make_act_tanh,
    make_act_sigmoid,
    make_act_hard_tanh,
    make_act_hard_sigmoid,
};
