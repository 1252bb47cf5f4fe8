#include "nnom.h"

static int8_t nnom_output_data[4];
static int8_t nnom_input_data[108];
const nnom_shape_data_t tensor_input_1_dim[] = {6, 9, 2};
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
const int8_t tensor_conv2d_1_weight_data[] = {0, -128, 0, -127, -128, 0, 71, -121, -128, 127, 127, 0, 70, -127, -128, -128, -128, -128, 4, 95, -127, 0, 0, 0, 127, 127, -45, 0, -75, -20, 127, -128, 118, -128, -128, -128};
const nnom_shape_data_t tensor_conv2d_1_weight_dim[] = {3, 3, 2, 2};
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
const int8_t tensor_conv2d_1_bias_data[] = {127, -127, -128, -127};
const nnom_shape_data_t tensor_conv2d_1_bias_dim[] = {4};
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
const nnom_qformat_param_t conv2d_1_output_shift[] = {10};
const nnom_qformat_param_t conv2d_1_bias_shift[] = {4};
const nnom_conv2d_config_t conv2d_1_config = {
    .super = {.name = "conv2d_1"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_conv2d_1_weight,
    .bias = (nnom_tensor_t*)&tensor_conv2d_1_bias,
    .output_shift = (nnom_qformat_param_t *)&conv2d_1_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&conv2d_1_bias_shift,
    .filter_size = 2,
    .kernel_size = {3, 3},
    .stride_size = {1, 1},
    .padding_size = {0, 0},
    .dilation_size = {1, 1},
    .padding_type = PADDING_VALID
};
const nnom_global_pool_config_t l_2_config = {
    .super = {.name = "l_2"},
    .output_shift = 0
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
	nnom_layer_t* layer[4];

	new_model(&model);

	layer[0] = input_s(&input_1_config);
	layer[1] = model.hook(dw_conv2d_s(&conv2d_1_config), layer[0]);
	layer[2] = model.hook(global_avgpool_s(&l_2_config), layer[1]);
	layer[3] = model.hook(output_s(&output0_config), layer[2]);
	model_compile(&model, layer[0], layer[3]);
	return &model;
}
