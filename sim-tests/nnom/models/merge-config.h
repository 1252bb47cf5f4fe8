#include "nnom.h"

static int8_t nnom_output_data[3];
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
const int8_t tensor_conv2d_1_weight_data[] = {-8, 27, -76, 74, 117, -49, -82, -94, -118, 77, 20, -98, -15, 56, 13, -40, -74, 6, -19, -115, 5, 11, -29, -44, 30, 20, 62, -84, 44, 70, -1, -37, -2, 114, 15, -83, 25, -125, 21, 31, -29, 83, 88, 19, 92, 103, -46, -9, 28, 4, -106, -87, -105, 108};
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
const int8_t tensor_conv2d_1_bias_data[] = {15, 113, 47};
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
const nnom_qformat_param_t conv2d_1_output_shift[] = {6};
const nnom_qformat_param_t conv2d_1_bias_shift[] = {5};
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
const int8_t tensor_conv2d_2_weight_data[] = {-28, -94, 83, -25, 97, 13, -34, 54, 95};
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
const int8_t tensor_conv2d_2_bias_data[] = {36, -27, 37};
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
const nnom_qformat_param_t conv2d_2_output_shift[] = {5};
const nnom_qformat_param_t conv2d_2_bias_shift[] = {6};
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
const int8_t tensor_conv2d_3_weight_data[] = {-97, -11, 14, -7, -66, 41, -38, 20, 107, -115, -107, 54, -86, 18, 39, -119, 37, 19, 36, -50, 82, -89, 22, -30, 99, 21, -59, 0, 67, -47, 41, -124, 58, -106, 104, -42, 58, 57, 20, -79, 96, -22, 89, -22, -70, -98, -97, -100, -42, -52, -108, 123, -1, 36, -110, -66, 21, 81, -26, 116, -25, -5, 96, 82, 123, -110, -16, 87, 99, -1, 91, -18, 127, -32, -112, -110, 2, 1, -4, -22, -10};
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
const int8_t tensor_conv2d_3_bias_data[] = {85, 5, -56};
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
const nnom_qformat_param_t conv2d_3_bias_shift[] = {0};
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
const nnom_matrix_config_t l_4_config = {
    .super = {.name = "l_4"},
    .output_shift = 2
};
const int8_t tensor_conv2d_5_weight_data[] = {-69, 78, -108, 125, 70, -81, 92, -21, -44, 44, 23, 113, 33, 87, -18, 9, 45, 72, 126, -90, 15, -31, -106, 74, -63, 9, -98, -43, 109, 113, 78, 71, -17, -127, -20, -48, -122, 3, -69, 74, 67, -15, -101, -25, -46, 41, 113, 97, -115, -88, -111, -71, 122, 3, -57, -107, 57, -88, -123, 24, 49, -90, -85, 104, 67, -23, 31, 70, -9, 121, 76, -80, -89, -70, 59, 94, 84, 99, -94, -28, 26};
const nnom_shape_data_t tensor_conv2d_5_weight_dim[] = {3, 3, 3, 3};
const nnom_qformat_param_t tensor_conv2d_5_weight_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_5_weight_offset[] = {0};
const nnom_tensor_t tensor_conv2d_5_weight = {
    .p_data = (void*)tensor_conv2d_5_weight_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_5_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_5_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_5_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 4,
    .bitwidth = 8
};
const int8_t tensor_conv2d_5_bias_data[] = {117, 88, -68};
const nnom_shape_data_t tensor_conv2d_5_bias_dim[] = {3};
const nnom_qformat_param_t tensor_conv2d_5_bias_dec[] = {7};
const nnom_qformat_param_t tensor_conv2d_5_bias_offset[] = {0};
const nnom_tensor_t tensor_conv2d_5_bias = {
    .p_data = (void*)tensor_conv2d_5_bias_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_5_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_5_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_5_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t conv2d_5_output_shift[] = {11};
const nnom_qformat_param_t conv2d_5_bias_shift[] = {4};
const nnom_conv2d_config_t conv2d_5_config = {
    .super = {.name = "conv2d_5"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_conv2d_5_weight,
    .bias = (nnom_tensor_t*)&tensor_conv2d_5_bias,
    .output_shift = (nnom_qformat_param_t *)&conv2d_5_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&conv2d_5_bias_shift,
    .filter_size = 3,
    .kernel_size = {3, 3},
    .stride_size = {1, 1},
    .padding_size = {0, 0},
    .dilation_size = {1, 1},
    .padding_type = PADDING_SAME
};
const nnom_global_pool_config_t l_6_config = {
    .super = {.name = "l_6"},
    .output_shift = 0
};
const nnom_shape_data_t tensor_output0_dim[] = {3};
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
	nnom_layer_t* layer[8];

	new_model(&model);

	layer[0] = input_s(&input_1_config);
	layer[1] = model.hook(conv2d_s(&conv2d_1_config), layer[0]);
	layer[2] = model.hook(conv2d_s(&conv2d_2_config), layer[1]);
	layer[3] = model.hook(conv2d_s(&conv2d_3_config), layer[1]);
	layer[4] = model.mergex(sub_s(&l_4_config), 2 ,layer[2] ,layer[3]);
	layer[5] = model.hook(conv2d_s(&conv2d_5_config), layer[4]);
	layer[6] = model.hook(global_maxpool_s(&l_6_config), layer[5]);
	layer[7] = model.hook(output_s(&output0_config), layer[6]);
	model_compile(&model, layer[0], layer[7]);
	return &model;
}
