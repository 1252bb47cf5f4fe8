/** Weights and biases of a layer, with its shifts. */
export interface LayerWeights {
  readonly values: readonly number[];
  readonly bias: readonly number[];
  readonly outputShift: number;
  readonly biasShift: number;
}

/** Rows and columns of a layer that moves a window. */
export interface WindowText {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly same: boolean;
}

/** A call of a constructor, and the constants it names. */
export interface Call {
  readonly text: string;
  readonly constants: string;
}

/** One of NNoM's two ways to write a network down: `name` is what the constants of a layer are called. */
export interface NnomApi {
  readonly input: (name: string, shape: readonly number[]) => Call;
  readonly output: (name: string, values: number) => Call;
  readonly dense: (name: string, inputs: number, units: number, weights: LayerWeights) => Call;
  /** @param kind `Conv2D` or `DW_Conv2D` */
  readonly conv: (
    kind: string,
    name: string,
    filters: number,
    channels: number,
    window: WindowText,
    weights: LayerWeights,
  ) => Call;
  readonly pool: (kind: string, name: string, window: WindowText) => Call;
  readonly globalPool: (kind: string, name: string) => Call;
  readonly upSample: (name: string, factor: readonly number[]) => Call;
  readonly border: (kind: string, name: string, border: readonly number[]) => Call;
  readonly merge: (kind: string, name: string, shift: number) => Call;
  readonly concat: (name: string) => Call;
  readonly flatten: (name: string) => Call;
}

const without = (text: string): Call => ({ text, constants: '' });
const paddingText = ({ same }: WindowText): string => `PADDING_${same ? 'SAME' : 'VALID'}`;
const placed = ({ kernel, stride }: WindowText): string => `kernel(${kernel.join(', ')}), stride(${stride.join(', ')})`;

function classicWeights(name: string, { values, bias, outputShift, biasShift }: LayerWeights): string {
  return `static const int8_t ${name}_weights[] = {${values.join(', ')}};
static const nnom_weight_t ${name}_w = { (const void*)${name}_weights, ${outputShift}};
static const int8_t ${name}_bias[] = {${bias.join(', ')}};
static const nnom_bias_t ${name}_b = { (const void*)${name}_bias, ${biasShift}};`;
}

/** Constructors with arguments. */
export const classicApi: NnomApi = {
  input: (_, shape) => without(`Input(shape(${shape.join(', ')}), nnom_input_data)`),
  output: (_, values) => without(`Output(shape(${values},1,1), nnom_output_data)`),
  dense: (name, _, units, weights) => ({
    text: `Dense(${units}, &${name}_w, &${name}_b)`,
    constants: classicWeights(name, weights),
  }),
  conv: (kind, name, filters, _, window, weights) => ({
    text: `${kind}(${filters}, ${placed(window)}, dilation(${window.dilation.join(', ')}), ${paddingText(window)}, &${name}_w, &${name}_b)`,
    constants: classicWeights(name, weights),
  }),
  pool: (kind, _, window) => without(`${kind}Pool(${placed(window)}, ${paddingText(window)})`),
  globalPool: (kind) => without(`Global${kind}Pool()`),
  upSample: (_, factor) => without(`UpSample(kernel(${factor.join(', ')}))`),
  border: (kind, _, border) => without(`${kind}(border(${border.join(', ')}))`),
  merge: (kind, _, shift) => without(`${kind}(${shift})`),
  concat: () => without('Concat(-1)'),
  flatten: () => without('Flatten()'),
};

function tensor(name: string, dims: readonly number[], data: string): string {
  return `const nnom_shape_data_t ${name}_dim[] = {${dims.join(', ')}};
const nnom_qformat_param_t ${name}_dec[] = {7};
const nnom_qformat_param_t ${name}_offset[] = {0};
const nnom_tensor_t ${name} = {
    .p_data = (void*)${data},
    .dim = (nnom_shape_data_t*)${name}_dim,
    .q_dec = (nnom_qformat_param_t*)${name}_dec,
    .q_offset = (nnom_qformat_param_t*)${name}_offset,
    .qtype = NNOM_QTYPE_PER_TENSOR,
    .num_dim = ${dims.length},
    .bitwidth = 8
};`;
}

const constantTensor = (name: string, dims: readonly number[], values: readonly number[]): string =>
  `const int8_t ${name}_data[] = {${values.join(', ')}};\n${tensor(name, dims, `${name}_data`)}`;

function config(type: string, name: string, fields: readonly string[]): string {
  const all = [`.super = {.name = "${name}"}`, ...fields];
  return `const nnom_${type}_config_t ${name}_config = {\n    ${all.join(',\n    ')}\n};`;
}

function weightTensors(name: string, dims: readonly number[], weights: LayerWeights): string {
  return `${constantTensor(`${name}_weight`, dims, weights.values)}
${constantTensor(`${name}_biases`, [weights.bias.length], weights.bias)}
const nnom_qformat_param_t ${name}_output_shift[] = {${weights.outputShift}};
const nnom_qformat_param_t ${name}_bias_shift[] = {${weights.biasShift}};`;
}

const weightFields = (name: string): string[] => [
  '.qtype = NNOM_QTYPE_PER_TENSOR',
  `.weight = (nnom_tensor_t*)&${name}_weight`,
  `.bias = (nnom_tensor_t*)&${name}_biases`,
  `.output_shift = (nnom_qformat_param_t *)&${name}_output_shift`,
  `.bias_shift = (nnom_qformat_param_t *)&${name}_bias_shift`,
];

const pair = (values: readonly number[]): string => `{${values.join(', ')}}`;

/** A layer whose constructor is given a struct of the type alone. */
function configured(callee: string, type: string, name: string, fields: readonly string[], before = ''): Call {
  return { text: `${callee}_s(&${name}_config)`, constants: `${before}\n${config(type, name, fields)}`.trim() };
}

const ioLayer = (callee: string, name: string, dims: readonly number[], data: string): Call =>
  configured(callee, 'io', name, [`.tensor = (nnom_tensor_t*)&${name}_tensor`], tensor(`${name}_tensor`, dims, data));

/** Constructors with a configuration struct. */
export const configApi: NnomApi = {
  input: (name, shape) => ioLayer('input', name, shape, 'nnom_input_data'),
  output: (name, values) => ioLayer('output', name, [values], 'nnom_output_data'),
  dense: (name, inputs, units, weights) =>
    configured('dense', 'dense', name, weightFields(name), weightTensors(name, [inputs, units], weights)),
  conv: (kind, name, filters, channels, window, weights) =>
    configured(
      kind.toLowerCase(),
      'conv2d',
      name,
      [
        ...weightFields(name),
        `.filter_size = ${filters}`,
        `.kernel_size = ${pair(window.kernel)}`,
        `.stride_size = ${pair(window.stride)}`,
        '.padding_size = {0, 0}',
        `.dilation_size = ${pair(window.dilation)}`,
        `.padding_type = ${paddingText(window)}`,
      ],
      weightTensors(name, [...window.kernel, channels, filters], weights),
    ),
  pool: (kind, name, window) =>
    configured(`${kind.toLowerCase()}pool`, 'pool', name, [
      `.padding_type = ${paddingText(window)}`,
      '.output_shift = 0',
      `.kernel_size = ${pair(window.kernel)}`,
      `.stride_size = ${pair(window.stride)}`,
      '.num_dim = 2',
    ]),
  globalPool: (kind, name) =>
    configured(`global_${kind.toLowerCase()}pool`, 'global_pool', name, ['.output_shift = 0']),
  upSample: (name, factor) => configured('upsample', 'upsample', name, [`.kernel = ${pair(factor)}`]),
  border: (kind, name, border) =>
    kind === 'ZeroPadding'
      ? configured('zeropadding', 'zero_padding', name, [`.pad = ${pair(border)}`])
      : configured('cropping', 'cropping', name, [`.pad = ${pair(border)}`]),
  merge: (kind, name, shift) => configured(kind.toLowerCase(), 'matrix', name, [`.output_shift = ${shift}`]),
  concat: (name) => configured('concat', 'concat', name, ['.axis = -1']),
  flatten: (name) => configured('flatten', 'flatten', name, []),
};
