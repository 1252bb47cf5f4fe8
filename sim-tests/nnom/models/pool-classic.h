#include "nnom.h"

static int8_t nnom_output_data[4];
static int8_t nnom_input_data[36];
static const int8_t dense_4_weights[] = {0, -20, -110, -47};
static const nnom_weight_t dense_4_w = { (const void*)dense_4_weights, 10};
static const int8_t dense_4_bias[] = {92, 73, 62, 99};
static const nnom_bias_t dense_4_b = { (const void*)dense_4_bias, 2};

/* nnom model */
static nnom_model_t* nnom_model_create(void)
{
	static nnom_model_t model;
	nnom_layer_t* layer[6];

	new_model(&model);

	layer[0] = Input(shape(6, 6, 1), nnom_input_data);
	layer[1] = model.hook(MaxPool(kernel(2, 3), stride(2, 2), PADDING_SAME), layer[0]);
	layer[2] = model.hook(AvgPool(kernel(3, 2), stride(1, 2), PADDING_VALID), layer[1]);
	layer[3] = model.hook(GlobalMaxPool(), layer[2]);
	layer[4] = model.hook(Dense(4, &dense_4_w, &dense_4_b), layer[3]);
	layer[5] = model.hook(Output(shape(4,1,1), nnom_output_data), layer[4]);
	model_compile(&model, layer[0], layer[5]);
	return &model;
}
