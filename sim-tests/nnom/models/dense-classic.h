#include "nnom.h"

static int8_t nnom_output_data[8];
static int8_t nnom_input_data[22];
static const int8_t dense_2_weights[] = {-127, -128, -128, 42, 0, 127, 0, 127, 113, -128, -127, 0, -127, 0, -127, -128, -127, 127, -127, 0, 9, -128, 0, -42, 0, 0, 127, 0, -127, 0, -127, 11, 0, -127, -128, -127, -127, -127, 0, -128, 127, -4, -115, 127, 0, -127, -127, 127, -127, -128, 0, -128, -127, 127, -127, -128, -127, 96, -127, 127, -128, -128, -128, 1, 0, 122, -10, 127, 0, 0, -128, -128, 127, -127, -127, 73, -128, -128, -128, -128, -128, -128, -127, -110, 0, -128, 127, -127};
static const nnom_weight_t dense_2_w = { (const void*)dense_2_weights, 11};
static const int8_t dense_2_bias[] = {0, -16, -128, -127};
static const nnom_bias_t dense_2_b = { (const void*)dense_2_bias, 4};
static const int8_t dense_4_weights[] = {-98, 127, -128, -127, 0, -127, 0, -128, -128, 24, -128, -128, 0, 127, -128, 0, -127, 0, 127, -128, 127, 48, 8, -128, -75, 127, -128, 127, -128, 0, -127, -128};
static const nnom_weight_t dense_4_w = { (const void*)dense_4_weights, 11};
static const int8_t dense_4_bias[] = {-128, 0, 127, 0, 127, 127, 127, 0};
static const nnom_bias_t dense_4_b = { (const void*)dense_4_bias, 3};

/* nnom model */
static nnom_model_t* nnom_model_create(void)
{
	static nnom_model_t model;
	nnom_layer_t* layer[7];

	new_model(&model);

	layer[0] = Input(shape(1, 1, 22), nnom_input_data);
	layer[1] = model.active(act_tanh(5), layer[0]);
	layer[2] = model.hook(Dense(4, &dense_2_w, &dense_2_b), layer[1]);
	layer[3] = model.active(act_leaky_relu(0.25f), layer[2]);
	layer[4] = model.hook(Dense(8, &dense_4_w, &dense_4_b), layer[3]);
	layer[5] = model.hook(Softmax(), layer[4]);
	layer[6] = model.hook(Output(shape(8,1,1), nnom_output_data), layer[5]);
	model_compile(&model, layer[0], layer[6]);
	return &model;
}
