#include "nnom.h"

static int8_t nnom_output_data[4];
static int8_t nnom_input_data[36];
const nnom_shape_data_t tensor_input_1_dim[] = {6, 6, 1};
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
const nnom_pool_config_t max_pool_1_config = {
    .super = {.name = "max_pool_1"},
    .padding_type = PADDING_SAME,
    .output_shift = 0,
    .kernel_size = {2, 3},
    .stride_size = {2, 2},
    .num_dim = 2
};
const nnom_pool_config_t avg_pool_2_config = {
    .super = {.name = "avg_pool_2"},
    .padding_type = PADDING_VALID,
    .output_shift = 0,
    .kernel_size = {3, 2},
    .stride_size = {1, 2},
    .num_dim = 2
};
const nnom_global_pool_config_t l_3_config = {
    .super = {.name = "l_3"},
    .output_shift = 0
};
const int8_t tensor_dense_4_weight_data[] = {0, -20, -110, -47};
const nnom_shape_data_t tensor_dense_4_weight_dim[] = {1, 4};
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
const int8_t tensor_dense_4_bias_data[] = {92, 73, 62, 99};
const nnom_shape_data_t tensor_dense_4_bias_dim[] = {4};
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
const nnom_qformat_param_t dense_4_output_shift[] = {10};
const nnom_qformat_param_t dense_4_bias_shift[] = {2};
const nnom_dense_config_t dense_4_config = {
    .super = {.name = "dense_4"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_dense_4_weight,
    .bias = (nnom_tensor_t*)&tensor_dense_4_bias,
    .output_shift = (nnom_qformat_param_t *)&dense_4_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&dense_4_bias_shift
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
	nnom_layer_t* layer[6];

	new_model(&model);

	layer[0] = input_s(&input_1_config);
	layer[1] = model.hook(maxpool_s(&max_pool_1_config), layer[0]);
	layer[2] = model.hook(avgpool_s(&avg_pool_2_config), layer[1]);
	layer[3] = model.hook(global_maxpool_s(&l_3_config), layer[2]);
	layer[4] = model.hook(dense_s(&dense_4_config), layer[3]);
	layer[5] = model.hook(output_s(&output0_config), layer[4]);
	model_compile(&model, layer[0], layer[5]);
	return &model;
}
