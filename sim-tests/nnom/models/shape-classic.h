#include "nnom.h"

static int8_t nnom_output_data[120];
static int8_t nnom_input_data[24];

/* nnom model */
static nnom_model_t* nnom_model_create(void)
{
	static nnom_model_t model;
	nnom_layer_t* layer[6];

	new_model(&model);

	layer[0] = Input(shape(4, 6, 1), nnom_input_data);
	layer[1] = model.hook(UpSample(kernel(2, 2)), layer[0]);
	layer[2] = model.hook(ZeroPadding(border(1, 2, 0, 3)), layer[1]);
	layer[3] = model.hook(Cropping(border(1, 0, 2, 1)), layer[2]);
	layer[4] = model.hook(Flatten(), layer[3]);
	layer[5] = model.hook(Output(shape(120,1,1), nnom_output_data), layer[4]);
	model_compile(&model, layer[0], layer[5]);
	return &model;
}
