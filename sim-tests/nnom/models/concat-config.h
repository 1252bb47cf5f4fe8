#include "nnom.h"

static int8_t nnom_output_data[4];
static int8_t nnom_input_data[72];
const nnom_shape_data_t tensor_input_1_dim[] = {6, 6, 2};
const nnom_qformat_param_t tensor_input_1_dec[] = {7};
const nnom_qformat_param_t tensor_input_1_offset[] = {0};
const nnom_tensor_t tensor_input_1 = {
    .p_data = (void*)nnom_input_data,
    .dim = (nnom_shape_data_t*)tensor_input_1_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_input_1_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_input_1_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 3,
    .bitwidth = 8
};
const nnom_io_config_t input_1_config = {
    .super = {.name = "input_1"},
    .tensor = (nnom_tensor_t*)&tensor_input_1
};
const int8_t tensor_conv2d_1_weight_data[] = {0, 127, 114, 0, -127, 0, -128, 0, -127, -128, 0, 71, -121, -128, 127, 127, 0, 70, -127, -128, -128, -128, -128, 4, 95, -127, 0, 0, 0, 127, 127, -45, 0, -75, -20, 127, -128, 118, -128, -128, -128, 127, -127, -128, -127, 0, 0, -128, -128, -128, -128, 127, -128, 127};
const nnom_shape_data_t tensor_conv2d_1_weight_dim[] = {3, 3, 2, 3};
const nnom_qformat_param_t tensor_conv2d_1_weight_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_1_weight_offset[] = {0};
const nnom_tensor_t tensor_conv2d_1_weight = {
    .p_data = (void*)tensor_conv2d_1_weight_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_1_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_1_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_1_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 4,
    .bitwidth = 8
};
const int8_t tensor_conv2d_1_bias_data[] = {127, -127, -127};
const nnom_shape_data_t tensor_conv2d_1_bias_dim[] = {3};
const nnom_qformat_param_t tensor_conv2d_1_bias_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_1_bias_offset[] = {0};
const nnom_tensor_t tensor_conv2d_1_bias = {
    .p_data = (void*)tensor_conv2d_1_bias_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_1_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_1_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_1_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t conv2d_1_output_shift[] = {11};
const nnom_qformat_param_t conv2d_1_bias_shift[] = {4};
const nnom_conv2d_config_t conv2d_1_config = {
    .super = {.name = "conv2d_1"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_conv2d_1_weight,
    .bias = (nnom_tensor_t*)&tensor_conv2d_1_bias,
    .output_shift = (nnom_qformat_param_t *)&conv2d_1_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&conv2d_1_bias_shift,
    .filter_size = 3,
    .kernel_size = {3, 3},
    .stride_size = {1, 1},
    .padding_size = {0, 0},
    .dilation_size = {1, 1},
    .padding_type = PADDING_SAME
};
const int8_t tensor_conv2d_2_weight_data[] = {69, 0, -127, 127, 127, 0, -128, 0, -128};
const nnom_shape_data_t tensor_conv2d_2_weight_dim[] = {1, 1, 3, 3};
const nnom_qformat_param_t tensor_conv2d_2_weight_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_2_weight_offset[] = {0};
const nnom_tensor_t tensor_conv2d_2_weight = {
    .p_data = (void*)tensor_conv2d_2_weight_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_2_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_2_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_2_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 4,
    .bitwidth = 8
};
const int8_t tensor_conv2d_2_bias_data[] = {0, -128, -127};
const nnom_shape_data_t tensor_conv2d_2_bias_dim[] = {3};
const nnom_qformat_param_t tensor_conv2d_2_bias_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_2_bias_offset[] = {0};
const nnom_tensor_t tensor_conv2d_2_bias = {
    .p_data = (void*)tensor_conv2d_2_bias_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_2_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_2_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_2_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t conv2d_2_output_shift[] = {7};
const nnom_qformat_param_t conv2d_2_bias_shift[] = {5};
const nnom_conv2d_config_t conv2d_2_config = {
    .super = {.name = "conv2d_2"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_conv2d_2_weight,
    .bias = (nnom_tensor_t*)&tensor_conv2d_2_bias,
    .output_shift = (nnom_qformat_param_t *)&conv2d_2_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&conv2d_2_bias_shift,
    .filter_size = 3,
    .kernel_size = {1, 1},
    .stride_size = {1, 1},
    .padding_size = {0, 0},
    .dilation_size = {1, 1},
    .padding_type = PADDING_SAME
};
const int8_t tensor_conv2d_3_weight_data[] = {0, 14, -128, -97, 127, 0, 127, -128, -128, 127, 127, -128, 0, 127, -15, -128, -128, 94, -128, 127, -127, -128, 44, 0, 127, -128, 0, 127, 127, 46, 0, 0, -127, 0, -127, 49, 127, 0, -128, -128, -128, 0, 0, -128, 105, 0, -128, 0, -128, -128, -111, -127, -128, 118, -128, -128, 0, -128, 127, 127, -128, -128, -128, -128, 127, -128, 121, -128, -128, 0, -128, 127, -128, -128, -128, -127, -112, 0, 127, 127, 127};
const nnom_shape_data_t tensor_conv2d_3_weight_dim[] = {3, 3, 3, 3};
const nnom_qformat_param_t tensor_conv2d_3_weight_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_3_weight_offset[] = {0};
const nnom_tensor_t tensor_conv2d_3_weight = {
    .p_data = (void*)tensor_conv2d_3_weight_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_3_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_3_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_3_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 4,
    .bitwidth = 8
};
const int8_t tensor_conv2d_3_bias_data[] = {69, 0, 127};
const nnom_shape_data_t tensor_conv2d_3_bias_dim[] = {3};
const nnom_qformat_param_t tensor_conv2d_3_bias_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_3_bias_offset[] = {0};
const nnom_tensor_t tensor_conv2d_3_bias = {
    .p_data = (void*)tensor_conv2d_3_bias_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_3_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_3_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_3_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t conv2d_3_output_shift[] = {7};
const nnom_qformat_param_t conv2d_3_bias_shift[] = {1};
const nnom_conv2d_config_t conv2d_3_config = {
    .super = {.name = "conv2d_3"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_conv2d_3_weight,
    .bias = (nnom_tensor_t*)&tensor_conv2d_3_bias,
    .output_shift = (nnom_qformat_param_t *)&conv2d_3_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&conv2d_3_bias_shift,
    .filter_size = 3,
    .kernel_size = {3, 3},
    .stride_size = {1, 1},
    .padding_size = {0, 0},
    .dilation_size = {1, 1},
    .padding_type = PADDING_SAME
};
const nnom_concat_config_t l_4_config = {
    .super = {.name = "l_4"},
    .axis = 3
};
const nnom_flatten_config_t flat_6_config = {
    .super = {.name = "flat_6"}
};
const int8_t tensor_dense_7_weight_data[] = {-128, -127, -127, -128, -128, -128, 0, -128, 0, -128, -128, -127, 0, -78, -127, -127, -128, -128, 66, 127, -127, -128, 127, -128, -127, 0, 0, 0, -128, -128, -128, 127, -128, -102, 126, 127, -128, 127, 127, 0, 62, 127, -127, -128, -128, 97, -128, -127, -127, -128, 0, 127, 127, 127, -128, -128, -128, 44, 10, -128, -127, 0, 0, -128, -127, -128, -128, -113, -128, -127, -118, 0, -127, -128, 127, -128, -127, -128, 0, -22, -128, 0, -65, -128, 0, 127, -127, -128, 109, -127, 64, -128, -127, -106, 0, -128, -73, 127, 0, -127, -127, -17, 23, 91, 0, 127, -127, 0, 0, -127, 127, -128, -128, -128, 0, -128, 127, 0, -128, 127, -128, -128, -78, 0, -128, 44, -127, -128, -128, 0, -128, 0, -128, -88, -127, -125, 127, -128, -70, -128, -128, -128, 0, -86, 118, -127, -128, 99, -128, 72, 127, 127, 0, -128, 0, 127, 0, 0, 0, -38, -128, -128, 0, -128, 127, -128, 63, -128, 0, -127, 0, -41, 0, 16, 0, -128, -128, -127, -127, 127, 55, 0, 127, -128, -128, -81, 127, 0, 48, 127, 127, -127, 0, 0, -128, 110, -128, 0, 46, 39, 127, -127, 0, 127, -15, 99, 127, -127, -127, -128, -128, 127, 127, -128, 127, -128, -127, -127, -128, -128, -128, 127, 0, -127, -128, -128, 119, -128, 0, -128, -127, 0, 126, -128, 0, 0, -128, 127, -128, 127, -128, -128, 0, -128, -127, -128, 127, -128, -128, 127, -128, 0, -128, -128, -128, -127, 23, 0, -128, 0, -128, 7, 71, 0, 0, -127, -128, -128, 92, 67, -128, 90, -127, 0, 0, 127, 127, -128, 127, 127, -128, -128, -128, -128, -127, -127, 0, -127, -127, -127, 117, -73, -128, 127, 127, 0, -127, -14, -127, 120, -128, -128, 0, -128, -127, -127, -127, 0, -128, -127, -127, -2, -127, -128, -128, -127, -128, -127, -128, -128, -128, -128, 127, 25, -128, -128, 99, -128, -128, -127, -128, 127, 0, 0, 58, -128, 127, -128, -128, -127, -127, 127, 0, -127, -128, -128, -128, 0, 45, 127, -128, 127, -128, -128, -128, -128, -128, 127, -128, -128, 127, -128, -127, -127, 127, -127, 0, -128, -128, 127, -127, -44, -127, -128, -128, -57, 127, 127, -127, -23, 127, 0, -128, -128, -128, -17, 0, 127, 127, 0, 0, 127, -127, 109, -128, 0, -127, -127, 0, -128, -128, -127, 0, 127, -127, 87, -128, -127, -128, -127, -128, -128, -128, 0, 98, 127, 63, -128, 23, -97, -128, 127, -127, -127, -127, 127, -128, -128, 127, -127, -80, -128, 45, -29, 0, -127, 41, -128, 127, -127, -70, 127, -128, 127, 0, 6, -25, -128, 22, 111, -128, -128, -128, 0, 0, 0, -35, -28, 61, -127, -102, -99, 0, 0, -128, -127, 127, -128, -128, -128, 127, -128, 0, -128, 0, 121, -127, -128, -127, 0, 25, -127, 127, 127, -128, 127, 0, -127, -127, -128, -38, -127, 127, -127, 0, -128, -128, 127, 127, -127, 127, 58, -98, 127, 0, 127, 127, 127, -127, 127, 127, -128, -127, 24, -127, -128, -127, -128, -127, 83, -128, 0, -128, -61, -128, -113, 0, 0, 127, 0, 127, -128, -128, -127, 127, 0, -127, -128, -128, -127, -128, -127, -128, -127, 127, 127, 0, -128, 68, -128, 127, 0, -77, -127, -128, 127, -128, -128, -128, -128, 0, 127, 72, -127, 127, 0, -128, 0, 85, 0, 0, 127, 127, -128, 46, 127, -127, -2, 0, 127, -128, -127, -128, -128, 0, -127, -128, -128, 127, -128, -128, -127, 127, -128, -127, -128, 119, 33, 0, 127, -128, 0, 127, 0, -128, 0, -128, 0, 30, 0, 25, -128, 0, 127, -38, 127, 0, 127, -128, -128, 0, -128, -127, -128, -31, 120, -127, 0, -128, -127, -127, -128, -128, -127, 0, 127, 0, -128, 0, 127, -128, 127, -128, 0, 127, -128, -128, -128, 0, -128, -128, -127, 86, 0, 0, -128, 17, -127, -128, -127, 127, 127, -128, -128, -128, 127, -128, 0, 0, 127, -70, -128, 0, 0, -127, -127, 127, -128, -128, -127, 0, -128, 127, -128, 0, -26, 0, 127, 127, 0, -128, 0, 127, 0, -127, 0, 48, -128, -111, -127, 116, 127, -127, -127, -88, 127, -128, 94, 0, 127, 0, -128, -128, -128, 95, 127, 49, 50, -81, -127, -127, 0, -127, -128, 0, 48, -127, 0, -128, 121, -128, 127, 0, 127, -128, -128, -127, -36, 0, -128, 88, 127, 127, -128, -127, -127, -128, -128, -127, 0, -128, -128, 127, 127, 106, 0, 23, 127, 69, 0, -127, 0, -127, -128, 0, -127, 127, -128, -127, -127, 127, -127, 127, -127, -127, -128, -109, -127, -127, -128, -128, -128, -127, -128, 0, -88, -128, -65, -128, -127, 118, -127, -128, -70, 127, 127, 0, -127, -128, -127, -127, -127, -128, 127, -128, 57, -127, 0, -128, -127, 0, 0, 0, 59, -127, -127, 0, -128, -128, -128, -128, 0, -128, -128, -42, -127, 0, -52, 127, -128, -128, -128, -127, -37, -128, 75, -128, 0, -128, -128, -128, 111, -127, -128, 127, -70, 127, 127, -127, -128, -128, 127, 127, 127, -128, -128, -112, -36, -128, -31, -26, -128, 127, -127};
const nnom_shape_data_t tensor_dense_7_weight_dim[] = {216, 4};
const nnom_qformat_param_t tensor_dense_7_weight_dec[] = {7};
const nnom_qformat_param_t tensor_dense_7_weight_offset[] = {0};
const nnom_tensor_t tensor_dense_7_weight = {
    .p_data = (void*)tensor_dense_7_weight_data,
    .dim = (nnom_shape_data_t*)tensor_dense_7_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_7_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_7_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 2,
    .bitwidth = 8
};
const int8_t tensor_dense_7_bias_data[] = {-128, 127, -128, 107};
const nnom_shape_data_t tensor_dense_7_bias_dim[] = {4};
const nnom_qformat_param_t tensor_dense_7_bias_dec[] = {7};
const nnom_qformat_param_t tensor_dense_7_bias_offset[] = {0};
const nnom_tensor_t tensor_dense_7_bias = {
    .p_data = (void*)tensor_dense_7_bias_data,
    .dim = (nnom_shape_data_t*)tensor_dense_7_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_7_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_7_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t dense_7_output_shift[] = {9};
const nnom_qformat_param_t dense_7_bias_shift[] = {5};
const nnom_dense_config_t dense_7_config = {
    .super = {.name = "dense_7"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_dense_7_weight,
    .bias = (nnom_tensor_t*)&tensor_dense_7_bias,
    .output_shift = (nnom_qformat_param_t *)&dense_7_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&dense_7_bias_shift
};
const nnom_shape_data_t tensor_output0_dim[] = {4};
const nnom_qformat_param_t tensor_output0_dec[] = {7};
const nnom_qformat_param_t tensor_output0_offset[] = {0};
const nnom_tensor_t tensor_output0 = {
    .p_data = (void*)nnom_output_data,
    .dim = (nnom_shape_data_t*)tensor_output0_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_output0_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_output0_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_io_config_t output0_config = {
    .super = {.name = "output0"},
    .tensor = (nnom_tensor_t*)&tensor_output0
};

/* nnom model */
static nnom_model_t* nnom_model_create(void)
{
	static nnom_model_t model;
	nnom_layer_t* layer[9];

	new_model(&model);

	layer[0] = input_s(&input_1_config);
	layer[1] = model.hook(conv2d_s(&conv2d_1_config), layer[0]);
	layer[2] = model.hook(conv2d_s(&conv2d_2_config), layer[1]);
	layer[3] = model.hook(conv2d_s(&conv2d_3_config), layer[1]);
	layer[4] = model.mergex(concat_s(&l_4_config), 2 ,layer[2] ,layer[3]);
	layer[5] = model.active(act_relu(), layer[4]);
	layer[6] = model.hook(flatten_s(&flat_6_config), layer[5]);
	layer[7] = model.hook(dense_s(&dense_7_config), layer[6]);
	layer[8] = model.hook(output_s(&output0_config), layer[7]);
	model_compile(&model, layer[0], layer[8]);
	return &model;
}
