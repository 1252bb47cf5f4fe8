#include "nnom.h"

static int8_t nnom_output_data[8];
static int8_t nnom_input_data[121];
const nnom_shape_data_t tensor_input_1_dim[] = {11, 11, 1};
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
const int8_t tensor_conv2d_1_weight_data[] = {-20, -110, -47};
const nnom_shape_data_t tensor_conv2d_1_weight_dim[] = {1, 3, 1, 1};
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
const int8_t tensor_conv2d_1_bias_data[] = {92};
const nnom_shape_data_t tensor_conv2d_1_bias_dim[] = {1};
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
const nnom_qformat_param_t conv2d_1_bias_shift[] = {3};
const nnom_conv2d_config_t conv2d_1_config = {
    .super = {.name = "conv2d_1"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_conv2d_1_weight,
    .bias = (nnom_tensor_t*)&tensor_conv2d_1_bias,
    .output_shift = (nnom_qformat_param_t *)&conv2d_1_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&conv2d_1_bias_shift,
    .filter_size = 1,
    .kernel_size = {1, 3},
    .stride_size = {1, 2},
    .padding_size = {0, 0},
    .dilation_size = {1, 1},
    .padding_type = PADDING_VALID
};
const int8_t tensor_conv2d_3_weight_data[] = {9, -110, -114, 58, 110, 35, 66, 88, -44, -38, -8, -10, -116, -38, 38, -40, -59, 56};
const nnom_shape_data_t tensor_conv2d_3_weight_dim[] = {2, 3, 1, 3};
const nnom_qformat_param_t tensor_conv2d_3_weight_dec[] = {7, 7, 7};
const nnom_qformat_param_t tensor_conv2d_3_weight_offset[] = {0};
const nnom_tensor_t tensor_conv2d_3_weight = {
    .p_data = (void*)tensor_conv2d_3_weight_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_3_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_3_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_3_weight_offset,
    .qtype = NNOM_QTYPE_PER_AXIS,
    .num_dim = 4,
    .bitwidth = 8
};
const int8_t tensor_conv2d_3_bias_data[] = {-35, 100, 84};
const nnom_shape_data_t tensor_conv2d_3_bias_dim[] = {3};
const nnom_qformat_param_t tensor_conv2d_3_bias_dec[] = {7, 7, 7};
const nnom_qformat_param_t tensor_conv2d_3_bias_offset[] = {0};
const nnom_tensor_t tensor_conv2d_3_bias = {
    .p_data = (void*)tensor_conv2d_3_bias_data,
    .dim = (nnom_shape_data_t*)tensor_conv2d_3_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_conv2d_3_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_conv2d_3_bias_offset,
    .qtype = NNOM_QTYPE_PER_AXIS,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t conv2d_3_output_shift[] = {10, 9, 11};
const nnom_qformat_param_t conv2d_3_bias_shift[] = {2, 6, 4};
const nnom_conv2d_config_t conv2d_3_config = {
    .super = {.name = "conv2d_3"},
    .qtype = NNOM_QTYPE_PER_AXIS,
    .weight = (nnom_tensor_t*)&tensor_conv2d_3_weight,
    .bias = (nnom_tensor_t*)&tensor_conv2d_3_bias,
    .output_shift = (nnom_qformat_param_t *)&conv2d_3_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&conv2d_3_bias_shift,
    .filter_size = 3,
    .kernel_size = {2, 3},
    .stride_size = {1, 1},
    .padding_size = {0, 0},
    .dilation_size = {2, 1},
    .padding_type = PADDING_SAME
};
const nnom_flatten_config_t flat_4_config = {
    .super = {.name = "flat_4"}
};
const int8_t tensor_dense_5_weight_data[] = {53, 103, 100, 82, -60, -57, 26, -58, 57, -98, -46, 120, 119, -113, -89, -98, 76, 109, -1, -91, 4, -104, 27, -125, 108, -22, 122, -126, 32, -26, 42, 44, 14, 17, 53, 62, 31, -6, -81, 62, 127, -116, 104, 28, 73, -57, -21, 123, 108, -89, 105, 123, 72, -128, -83, -69, 51, -16, 121, -30, -52, -61, 29, -2, -15, -69, -43, 72, -108, -73, 106, -20, 38, 63, 9, 109, -9, 110, -10, -101, 117, -57, 27, 74, 14, -18, -71, 44, 30, 48, 80, -66, -97, 66, -71, 73, 31, 2, 122, -66, 66, -45, -19, -51, -22, -66, 59, -87, 58, -75, 35, -21, -90, 43, -124, -20, 54, -40, 43, -25, 46, 72, -31, -75, -89, 65, 106, 24, -74, -116, -103, -106, 57, 46, 126, -55, -98, 112, 11, 126, -43, 92, 98, 90, -12, 20, -59, 106, 21, -62, -60, 32, -74, 55, 8, -56, 108, 75, 98, 25, -3, 63, -98, 119, -18, -78, 39, 114, -21, 9, 88, 116, 11, -77, -47, 11, -112, 86, 57, 23, -78, 17, 112, 15, -99, 123, 56, 74, -7, 122, -31, -11, -40, -10, -116, 122, 63, 87, 54, -75, -1, -48, -86, 4, -34, -58, -57, -113, -70, 90, -116, -79, -59, -25, 9, -29, -94, -85, -108, -92, -9, -20, 65, 72, -118, 54, 2, -53, 76, -108, 15, -116, 63, -38, -63, 85, 47, -58, 36, 6, -48, -94, -128, -109, 76, 115, -91, -14, -34, -84, 69, -63, 21, -104, 60, -55, -106, 23, -51, -10, 29, 32, 119, -28, -2, 71, -110, 40, 74, -109, -39, -73, -126, 96, -71, 18, 4, -57, 97, -81, 48, -40, 18, -71, 53, -33, 116, 109, 44, -49, -113, -79, -84, 21, 33, -48, 122, 88, 29, 40, -33, -22, 66, 38, 101, -1, 7, -42, -63, 13, -75, 83, -105, 3, 77, -48, -114, -94, 51, 84, -50, 108, -13, 78, -43, -111, -89, 24, 114, -8, -81, 55, 55, 105, 95, -66, 33, -54, -116, 97, -124, 11, -7, -19, -76, 110, 101, -113, 36, -120, 71, 86, -63, 68, 121, 73, 17, 42, -51, 72, 73, -36, 39, -101, 112, 5, 56, -26, -55, 119, 4, 79, 33, 92, 127, -41, 46, 12, 6, 1, -25, -63, -80, 101, 86, 83, -57, 56, -56, 104, 41, 68, -119, 113, -99, 41, -24, 49, 0, 114, 1, -87, -61, -32, -56, 2, 56, 115, -111, -13, -46, 78, 87, -31, 0, 99, -41, 67, 104, 32, -83, -30, -32, 44, -79, -123, -10, 109, 47, 112, -2, 30, -112, 110, -9, -80, -6, -92, 44, 61, -2, -38, 99, -120, -105, -41, 62, 113, -91, 78, -87, 69, -97, -15, -38, 29, 0, -18, -12, -18, -55, -63, -96, -22, 56, -77, 88, -26, 92, 25, 11, -122, 3, 71, 14, 12, 99, -78, -61, -114, -126, -30, -110, -58, 36, -27, 45, -99, -51, 122, 68, -124, -69, 32, 74, 35, 81, 94, -72, 1, -12, 3, 72, 97, -46, 118, -84, -40, -101, 47, 114, -92, -5, 111, -77, -91, 122, 86, -82, -119, -76, -24, -118, 51, 34, 112, 125, 16, -35, -127, -75, -95, 77, -61, -42, -51, -10, 120, -17, 120, 104, -20, 82, -45, -116, 43, 104, 8, 69, 64, -105, 100, 109, 107, 30, 107, 103, -95, -73, 14, 66, -114, -21, 49, 103, -86, -68, 117, -20, -88, 94, -40, -63, 125, -39, -7, 89, 79, -102, -59, -89, -51, 28, -12, -118, 2, 86, -101, 73, 25, 106, -25, -36, -45, 117, 67, -124, 43, -74, 80, -80, 127, 59, 109, 1, 72, 51, -8, -119, 22, 59, -123, -16, -19, -116, 5, -68, -49, 20, 16, -40, -97, -53, -1, 62, 111, -119, 59, 90, -58, 44, 95, 29, -128, 83, -111, -81, 72, 110, -67, -77, 67, 28, -24, -103, 105, -5, 74, -75, 98, -27, 29, 115, 72, -95, 115, -120, 127, 118, 66, 17, 80, -5, 32, -11, -91, 43, -101, -18, 7, -14, 79, -11, -40, -82, 86, -100, 25, -127, 32, -33, -95, -21, -118, -82, 7, -101, -123, 95, -50, 82, -113, 70, 77, 77, -23, -109, 59, 91, 115, 92, -108, -10, 104, 43, -19, 126, 92, 11, -77, 58, -123, 48, 40, -68, -125, -77, -70, 56, 57, -34, -76, -107, -89, 124, 37, 107, 79, -64, -23, -54, -113, -93, 34, -15, -37, 65, -117, 87, -49, 15, 38, -113, 117, -14, -114, -65, 2, -116, -87, 117, 77, 9, 23, -84, -67, -107, -8, -56, -80, -38, -119, -91, 51, -62, 99, -23, -119, -27, -118, 32, 12, 36, 48, -104, 27, -62, -74, -7, -33, -5, -113, -54, 124, -7, 70, 105, 82, 23, -57, -84, -124, 79, -124, -74, -17, -76, -102, -59, 40, 105, -7, 32, -45, 95, 79, -111, -126, -10, 95, 48, 13, -57, 116, 30, 118, -104, -112, -74, -76, 9, -24, -104, 39, 73, -6, -69, -104, 114, -14, 53, -44, -119, -4, 4, -18, 46, 42, 56, 72, 52, -7, 44, -128, -79, 27, -74, 120, -5, -38, 88, -41, 50, 110, 13, -85, -12, -65, -57, -5, 58, 15, 116, -19, -106, -26, -43, 16, 16, 59, -115, 57, -62, 41, 72, -23, -52, -5, -106, 62, -41, -86, -51, -61, 46, -36, -124, -13, -75, -1, 90, 56, 94, -5, 50, -21, 25, -74, 109, 123, -103, 111, 94, 75, -125, -33, 88, -19, -89, -7, 91, 8, -72, -21, -128, 70, 86, -24, -35, -128, -79, 17, -31, -85, -6, -46, -45, 79, -112, -127, 94, -11, -105, 114, 52, -36, -128, 28, 66, 21, -120, 57, -36, -27, -30, 62, 32, 31, 22, -35, -108, -125, -49, -107, 9, -83, -118, 120, -2, -60, -39, 30, 8, 115, -16, -21, -96, -128, 3, -57, 30, 18, 78, -17, 56, -86, -9, 53, 30, 88, -72, 105, -4, -34, 85, 89, 119, -33, -94, -28, -9, 11, 127, -78, 69, -9, -31, 74, -125, -123, 22, -61, -40, 108, -76, -117, 79, 56, 73, -95, 87, -87, -88, -69, -15, -110, 22, -55, 89, -113, 15, 28, -102, 58, 107, 117, 36, -51, 78, 113, -64, -66, -92, 64, 2, 117, 90, 66, -49, -90, -124, -31, 83, 63, 90, 108, 107, -55, 107, -59, 112, -26, -62, -38, 62, 104, -83, 93, 14, -75, -101, -96, 97, -53, -48, 45, 61, 29, -35, 8, 95, 119, -17, 46, -74, 95, 100, -90, 125, 18, -15, -58, 93, 4, -45, 21, -63, -115, -20, -2, -64, 113, 51, -22, -117, 85, -31, 38, -45, -105, -54, -89, 0, -64, 71, -128, -92, -125, -33, -33, 83, 109, 29, -70, -56, 22, -51, 29, 0, -27, 105, -22, -81, -100, 98, -108, 109, 107, 63, 98, -16, -23, 112, 44, -32, -97, -33, -14, -107, -4, 88, -50, 9, 51, 95, -89, 72, -115, 94, -12, -16, 29, -112, -112, 26, -71, 52, -73, 74, -49, -9, 70, 76, 84, -112, -31, -114, -15, -46, -71, -15, 89, 90, -114, -116, -68, -26, -116, 2, -40, 26, 37, 116, 11, -11, -115, 14, -65, 5, -75, -2, -92, 6, -26, -115, -87, 10, 62, 110, -59, -47, -13, 76, 14, 105, 51, 108, 88, -102, 9, 123, -35, 58, -61, -2, -28, -100, -70, -29, 26, -47, 30, 19, -120, 37, -28, -105, -38, 107, -118, 57, 46, 21, -84, 111, -113, 86, -52, -3, -104, 43, -125, 100, 107, -72, -91, 70, -58, -34, -75, -104, 111, -69, 124, 108, 55, -22, -119, 3, -12, 93, 85, 104, 118, 60, -127, 99, 41, -82, 23, 103, -96, 7, -92, -104, 14, 71, 24, 57, -51, 0, -5, 36, -69, 50, -70, -53, -82, -123, -42, -13, -85, -44, -125, -9, -55, 85, -29, -35, 88, -39, 52, 102, 25, 68, 13, -60, -69, 81, -49, 127, -62, 118, 125, 88, 11, -40, -83, 23, -54};
const nnom_shape_data_t tensor_dense_5_weight_dim[] = {165, 8};
const nnom_qformat_param_t tensor_dense_5_weight_dec[] = {7};
const nnom_qformat_param_t tensor_dense_5_weight_offset[] = {0};
const nnom_tensor_t tensor_dense_5_weight = {
    .p_data = (void*)tensor_dense_5_weight_data,
    .dim = (nnom_shape_data_t*)tensor_dense_5_weight_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_5_weight_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_5_weight_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 2,
    .bitwidth = 8
};
const int8_t tensor_dense_5_bias_data[] = {37, 64, -16, -14, -27, 123, 98, -71};
const nnom_shape_data_t tensor_dense_5_bias_dim[] = {8};
const nnom_qformat_param_t tensor_dense_5_bias_dec[] = {7};
const nnom_qformat_param_t tensor_dense_5_bias_offset[] = {0};
const nnom_tensor_t tensor_dense_5_bias = {
    .p_data = (void*)tensor_dense_5_bias_data,
    .dim = (nnom_shape_data_t*)tensor_dense_5_bias_dim,
    .q_dec = (nnom_qformat_param_t*)tensor_dense_5_bias_dec,
    .q_offset = (nnom_qformat_param_t*)tensor_dense_5_bias_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = 1,
    .bitwidth = 8
};
const nnom_qformat_param_t dense_5_output_shift[] = {9};
const nnom_qformat_param_t dense_5_bias_shift[] = {3};
const nnom_dense_config_t dense_5_config = {
    .super = {.name = "dense_5"},
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .weight = (nnom_tensor_t*)&tensor_dense_5_weight,
    .bias = (nnom_tensor_t*)&tensor_dense_5_bias,
    .output_shift = (nnom_qformat_param_t *)&dense_5_output_shift,
    .bias_shift = (nnom_qformat_param_t *)&dense_5_bias_shift
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
	nnom_layer_t* layer[8];

	new_model(&model);

	layer[0] = input_s(&input_1_config);
	layer[1] = model.hook(conv2d_s(&conv2d_1_config), layer[0]);
	layer[2] = model.active(act_relu(), layer[1]);
	layer[3] = model.hook(conv2d_s(&conv2d_3_config), layer[2]);
	layer[4] = model.hook(flatten_s(&flat_4_config), layer[3]);
	layer[5] = model.hook(dense_s(&dense_5_config), layer[4]);
	layer[6] = model.hook(Softmax(), layer[5]);
	layer[7] = model.hook(output_s(&output0_config), layer[6]);
	model_compile(&model, layer[0], layer[7]);
	return &model;
}
