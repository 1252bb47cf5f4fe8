#include "nnom.h"

static int8_t nnom_output_data[120];
static int8_t nnom_input_data[24];
const nnom_shape_data_t tensor_input_1_dim[] = {4, 6, 1};
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
const nnom_upsample_config_t l_1_config = {
    .super = {.name = "l_1"},
    .kernel = {2, 2}
};
const nnom_zero_padding_config_t l_2_config = {
    .super = {.name = "l_2"},
    .pad = {1, 2, 0, 3}
};
const nnom_cropping_config_t l_3_config = {
    .super = {.name = "l_3"},
    .pad = {1, 0, 2, 1}
};
const nnom_flatten_config_t flat_4_config = {
    .super = {.name = "flat_4"}
};
const nnom_shape_data_t tensor_output0_dim[] = {120};
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
	layer[1] = model.hook(upsample_s(&l_1_config), layer[0]);
	layer[2] = model.hook(zeropadding_s(&l_2_config), layer[1]);
	layer[3] = model.hook(cropping_s(&l_3_config), layer[2]);
	layer[4] = model.hook(flatten_s(&flat_4_config), layer[3]);
	layer[5] = model.hook(output_s(&output0_config), layer[4]);
	model_compile(&model, layer[0], layer[5]);
	return &model;
}
