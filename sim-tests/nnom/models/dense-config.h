#include "nnom.h"

static int8_t nnom_output_data[8];
static int8_t nnom_input_data[22];
const nnom_shape_data_t tensor_input_1_dim[] = {1, 1, 22};
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
const int8_t tensor_dense_2_weight_data[] = {-127, -128, -128, 42, 0, 127, 0, 127, 113, -128, -127, 0, -127, 0, -127, -128, -127, 127, -127, 0, 9, -128, 0, -42, 0, 0, 127, 0, -127, 0, -127, 11, 0, -127, -128, -127, -127, -127, 0, -128, 127, -4, -115, 127, 0, -127, -127, 127, -127, -128, 0, -128, -127, 127, -127, -128, -127, 96, -127, 127, -128, -128, -128, 1, 0, 122, -10, 127, 0, 0, -128, -128, 127, -127, -127, 73, -128, -128, -128, -128, -128, -128, -127, -110, 0, -128, 127, -127};
const nnom_shape_data_t tensor_dense_2_weight_dim[] = {22, 4};
const nnom_qformat_param_t tensor_dense_2_weight_dec[] = {7};
const nnom_qformat_param_t tensor_dense_2_weight_offset[] = {0};
const nnom_tensor_t tensor_dense_2_weight = {
    .p_data = (void*)tensor_dense_2_weight_data,
    .dim = (nnom_shape_data_t*)tensor_dense_2_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_2_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_2_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 2,
    .bitwidth = 8
};
const int8_t tensor_dense_2_bias_data[] = {0, -16, -128, -127};
const nnom_shape_data_t tensor_dense_2_bias_dim[] = {4};
const nnom_qformat_param_t tensor_dense_2_bias_dec[] = {7};
const nnom_qformat_param_t tensor_dense_2_bias_offset[] = {0};
const nnom_tensor_t tensor_dense_2_bias = {
    .p_data = (void*)tensor_dense_2_bias_data,
    .dim = (nnom_shape_data_t*)tensor_dense_2_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_2_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_2_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t dense_2_output_shift[] = {11};
const nnom_qformat_param_t dense_2_bias_shift[] = {4};
const nnom_dense_config_t dense_2_config = {
    .super = {.name = "dense_2"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_dense_2_weight,
    .bias = (nnom_tensor_t*)&tensor_dense_2_bias,
    .output_shift = (nnom_qformat_param_t *)&dense_2_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&dense_2_bias_shift
};
const int8_t tensor_dense_4_weight_data[] = {-98, 127, -128, -127, 0, -127, 0, -128, -128, 24, -128, -128, 0, 127, -128, 0, -127, 0, 127, -128, 127, 48, 8, -128, -75, 127, -128, 127, -128, 0, -127, -128};
const nnom_shape_data_t tensor_dense_4_weight_dim[] = {4, 8};
const nnom_qformat_param_t tensor_dense_4_weight_dec[] = {7};
const nnom_qformat_param_t tensor_dense_4_weight_offset[] = {0};
const nnom_tensor_t tensor_dense_4_weight = {
    .p_data = (void*)tensor_dense_4_weight_data,
    .dim = (nnom_shape_data_t*)tensor_dense_4_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_4_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_4_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 2,
    .bitwidth = 8
};
const int8_t tensor_dense_4_bias_data[] = {-128, 0, 127, 0, 127, 127, 127, 0};
const nnom_shape_data_t tensor_dense_4_bias_dim[] = {8};
const nnom_qformat_param_t tensor_dense_4_bias_dec[] = {7};
const nnom_qformat_param_t tensor_dense_4_bias_offset[] = {0};
const nnom_tensor_t tensor_dense_4_bias = {
    .p_data = (void*)tensor_dense_4_bias_data,
    .dim = (nnom_shape_data_t*)tensor_dense_4_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_4_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_4_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t dense_4_output_shift[] = {11};
const nnom_qformat_param_t dense_4_bias_shift[] = {3};
const nnom_dense_config_t dense_4_config = {
    .super = {.name = "dense_4"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_dense_4_weight,
    .bias = (nnom_tensor_t*)&tensor_dense_4_bias,
    .output_shift = (nnom_qformat_param_t *)&dense_4_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&dense_4_bias_shift
};
const nnom_shape_data_t tensor_output0_dim[] = {8};
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
	nnom_layer_t* layer[7];

	new_model(&model);

	layer[0] = input_s(&input_1_config);
	layer[1] = model.active(act_tanh(5), layer[0]);
	layer[2] = model.hook(dense_s(&dense_2_config), layer[1]);
	layer[3] = model.active(act_leaky_relu(0.25f), layer[2]);
	layer[4] = model.hook(dense_s(&dense_4_config), layer[3]);
	layer[5] = model.hook(Softmax(), layer[4]);
	layer[6] = model.hook(output_s(&output0_config), layer[5]);
	model_compile(&model, layer[0], layer[6]);
	return &model;
}
