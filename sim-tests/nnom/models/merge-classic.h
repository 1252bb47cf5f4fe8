#include "nnom.h"

static int8_t nnom_output_data[3];
static int8_t nnom_input_data[72];
static const int8_t conv2d_1_weights[] = {-8, 27, -76, 74, 117, -49, -82, -94, -118, 77, 20, -98, -15, 56, 13, -40, -74, 6, -19, -115, 5, 11, -29, -44, 30, 20, 62, -84, 44, 70, -1, -37, -2, 114, 15, -83, 25, -125, 21, 31, -29, 83, 88, 19, 92, 103, -46, -9, 28, 4, -106, -87, -105, 108};
static const nnom_weight_t conv2d_1_w = { (const void*)conv2d_1_weights, 6};
static const int8_t conv2d_1_bias[] = {15, 113, 47};
static const nnom_bias_t conv2d_1_b = { (const void*)conv2d_1_bias, 5};
static const int8_t conv2d_2_weights[] = {-28, -94, 83, -25, 97, 13, -34, 54, 95};
static const nnom_weight_t conv2d_2_w = { (const void*)conv2d_2_weights, 5};
static const int8_t conv2d_2_bias[] = {36, -27, 37};
static const nnom_bias_t conv2d_2_b = { (const void*)conv2d_2_bias, 6};
static const int8_t conv2d_3_weights[] = {-97, -11, 14, -7, -66, 41, -38, 20, 107, -115, -107, 54, -86, 18, 39, -119, 37, 19, 36, -50, 82, -89, 22, -30, 99, 21, -59, 0, 67, -47, 41, -124, 58, -106, 104, -42, 58, 57, 20, -79, 96, -22, 89, -22, -70, -98, -97, -100, -42, -52, -108, 123, -1, 36, -110, -66, 21, 81, -26, 116, -25, -5, 96, 82, 123, -110, -16, 87, 99, -1, 91, -18, 127, -32, -112, -110, 2, 1, -4, -22, -10};
static const nnom_weight_t conv2d_3_w = { (const void*)conv2d_3_weights, 7};
static const int8_t conv2d_3_bias[] = {85, 5, -56};
static const nnom_bias_t conv2d_3_b = { (const void*)conv2d_3_bias, 0};
static const int8_t conv2d_5_weights[] = {-69, 78, -108, 125, 70, -81, 92, -21, -44, 44, 23, 113, 33, 87, -18, 9, 45, 72, 126, -90, 15, -31, -106, 74, -63, 9, -98, -43, 109, 113, 78, 71, -17, -127, -20, -48, -122, 3, -69, 74, 67, -15, -101, -25, -46, 41, 113, 97, -115, -88, -111, -71, 122, 3, -57, -107, 57, -88, -123, 24, 49, -90, -85, 104, 67, -23, 31, 70, -9, 121, 76, -80, -89, -70, 59, 94, 84, 99, -94, -28, 26};
static const nnom_weight_t conv2d_5_w = { (const void*)conv2d_5_weights, 11};
static const int8_t conv2d_5_bias[] = {117, 88, -68};
static const nnom_bias_t conv2d_5_b = { (const void*)conv2d_5_bias, 4};

/* nnom model */
static nnom_model_t* nnom_model_create(void)
{
	static nnom_model_t model;
	nnom_layer_t* layer[8];

	new_model(&model);

	layer[0] = Input(shape(6, 6, 2), nnom_input_data);
	layer[1] = model.hook(Conv2D(3, kernel(3, 3), stride(1, 1), dilation(1, 1), PADDING_SAME, &conv2d_1_w, &conv2d_1_b), layer[0]);
	layer[2] = model.hook(Conv2D(3, kernel(1, 1), stride(1, 1), dilation(1, 1), PADDING_SAME, &conv2d_2_w, &conv2d_2_b), layer[1]);
	layer[3] = model.hook(Conv2D(3, kernel(3, 3), stride(1, 1), dilation(1, 1), PADDING_SAME, &conv2d_3_w, &conv2d_3_b), layer[1]);
	layer[4] = model.mergex(Sub(2), 2 ,layer[2] ,layer[3]);
	layer[5] = model.hook(Conv2D(3, kernel(3, 3), stride(1, 1), dilation(1, 1), PADDING_SAME, &conv2d_5_w, &conv2d_5_b), layer[4]);
	layer[6] = model.hook(GlobalMaxPool(), layer[5]);
	layer[7] = model.hook(Output(shape(3,1,1), nnom_output_data), layer[6]);
	model_compile(&model, layer[0], layer[7]);
	return &model;
}
