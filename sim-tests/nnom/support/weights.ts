import { random } from './random.ts';

/** What a dense network's weights.h is made of. */
export interface DenseNetwork {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly seed: number;
}

/**
 * A weights.h as NNoM's classic converter writes it for inputs -> tanh -> Dense -> ReLU -> Dense -> Softmax, with
 * random weights of a bell shape, as training leaves them.
 */
export function denseWeights({ inputs, hidden, outputs, seed }: DenseNetwork): string {
  const next = random(seed);
  const values = (count: number) => Array.from({ length: count }, () => bell(next));
  return `#include "nnom.h"

#define DENSE_KERNEL_0 {${values(inputs * hidden).join(', ')}}

#define DENSE_KERNEL_0_SHIFT (7)

#define DENSE_BIAS_0 {${values(hidden).join(', ')}}

#define DENSE_BIAS_0_SHIFT (7)


#define DENSE_1_KERNEL_0 {${values(hidden * outputs).join(', ')}}

#define DENSE_1_KERNEL_0_SHIFT (7)

#define DENSE_1_BIAS_0 {${values(outputs).join(', ')}}

#define DENSE_1_BIAS_0_SHIFT (7)


/* output enconding for each layer */
#define INPUT_1_OUTPUT_SHIFT 3
#define ACTIVATION_OUTPUT_SHIFT 7
#define DENSE_OUTPUT_SHIFT 3
#define ACTIVATION_1_OUTPUT_SHIFT 3
#define DENSE_1_OUTPUT_SHIFT 3

/* bias shift and output shift for each layer */
#define DENSE_OUTPUT_RSHIFT (ACTIVATION_OUTPUT_SHIFT+DENSE_KERNEL_0_SHIFT-DENSE_OUTPUT_SHIFT)
#define DENSE_BIAS_LSHIFT   (ACTIVATION_OUTPUT_SHIFT+DENSE_KERNEL_0_SHIFT-DENSE_BIAS_0_SHIFT)
#if DENSE_OUTPUT_RSHIFT < 0
#error DENSE_OUTPUT_RSHIFT must be bigger than 0
#endif
#define DENSE_1_OUTPUT_RSHIFT (ACTIVATION_1_OUTPUT_SHIFT+DENSE_1_KERNEL_0_SHIFT-DENSE_1_OUTPUT_SHIFT)
#define DENSE_1_BIAS_LSHIFT   (ACTIVATION_1_OUTPUT_SHIFT+DENSE_1_KERNEL_0_SHIFT-DENSE_1_BIAS_0_SHIFT)

/* weights for each layer */
static const int8_t dense_weights[] = DENSE_KERNEL_0;
static const nnom_weight_t dense_w = { (const void*)dense_weights, DENSE_OUTPUT_RSHIFT};
static const int8_t dense_bias[] = DENSE_BIAS_0;
static const nnom_bias_t dense_b = { (const void*)dense_bias, DENSE_BIAS_LSHIFT};
static const int8_t dense_1_weights[] = DENSE_1_KERNEL_0;
static const nnom_weight_t dense_1_w = { (const void*)dense_1_weights, DENSE_1_OUTPUT_RSHIFT};
static const int8_t dense_1_bias[] = DENSE_1_BIAS_0;
static const nnom_bias_t dense_1_b = { (const void*)dense_1_bias, DENSE_1_BIAS_LSHIFT};

/* nnom model */
static int8_t nnom_input_data[${inputs}];
static int8_t nnom_output_data[${outputs}];
static nnom_model_t* nnom_model_create(void)
{
	static nnom_model_t model;
	nnom_layer_t* layer[7];

	new_model(&model);

	layer[0] = Input(shape(${inputs},1,1), nnom_input_data);
	layer[1] = model.active(act_tanh(INPUT_1_OUTPUT_SHIFT), layer[0]);
	layer[2] = model.hook(Dense(${hidden}, &dense_w, &dense_b), layer[1]);
	layer[3] = model.active(act_relu(), layer[2]);
	layer[4] = model.hook(Dense(${outputs}, &dense_1_w, &dense_1_b), layer[3]);
	layer[5] = model.hook(Softmax(), layer[4]);
	layer[6] = model.hook(Output(shape(${outputs},1,1), nnom_output_data), layer[5]);
	model_compile(&model, layer[0], layer[6]);
	return &model;
}
`;
}

/** The network of hardware measurement H2: an MNIST image, W hidden units, ten digits. */
export const mnistWeights = (hidden: number, seed = 1): string =>
  denseWeights({ inputs: 784, hidden, outputs: 10, seed });

/** -128 to 127, about 30 wide. */
function bell(next: () => number): number {
  const sum = next() + next() + next() + next() - 2;
  return Math.max(-128, Math.min(127, Math.round(sum * 55)));
}
