#include "nnom.h"

static int8_t nnom_output_data[4];
static int8_t nnom_input_data[108];
static const int8_t conv2d_1_weights[] = {0, -128, 0, -127, -128, 0, 71, -121, -128, 127, 127, 0, 70, -127, -128, -128, -128, -128, 4, 95, -127, 0, 0, 0, 127, 127, -45, 0, -75, -20, 127, -128, 118, -128, -128, -128};
static const nnom_weight_t conv2d_1_w = { (const void*)conv2d_1_weights, 10};
static const int8_t conv2d_1_bias[] = {127, -127, -128, -127};
static const nnom_bias_t conv2d_1_b = { (const void*)conv2d_1_bias, 4};

/* nnom model */
static nnom_model_t* nnom_model_create(void)
{
	static nnom_model_t model;
	nnom_layer_t* layer[4];

	new_model(&model);

	layer[0] = Input(shape(6, 9, 2), nnom_input_data);
	layer[1] = model.hook(DW_Conv2D(2, kernel(3, 3), stride(1, 1), dilation(1, 1), PADDING_VALID, &conv2d_1_w, &conv2d_1_b), layer[0]);
	layer[2] = model.hook(GlobalAvgPool(), layer[1]);
	layer[3] = model.hook(Output(shape(4,1,1), nnom_output_data), layer[2]);
	model_compile(&model, layer[0], layer[3]);
	return &model;
}
