import { valuesIn } from '../bytes/shape.ts';
import { type Formats, type GroupedPlan, outputBits, sumBits } from './formats.ts';
import { isInPlace, type PlanKind, type PlanLayer, type PlanType } from './plan.ts';

/** nnom_model_create() and the buffers of input and output. */
export function modelFunction(plan: GroupedPlan, formats: Formats): string {
  const { layers } = plan;
  const first = layers[0] as PlanLayer;
  const last = layers.at(-1) as PlanLayer;
  return [
    `static int8_t nnom_input_data[${valuesIn(first.shape)}];`,
    `static int8_t nnom_output_data[${valuesIn(last.shape)}];`,
    'static nnom_model_t* nnom_model_create(void)',
    '{',
    '\tstatic nnom_model_t model;',
    `\tnnom_layer_t* layer[${layers.length}];`,
    '',
    '\tnew_model(&model);',
    '',
    ...layers.map((layer) => `\tlayer[${layer.index}] = ${expressionOf(plan, formats, layer)};`),
    '',
    `\tmodel_compile(&model, layer[0], layer[${last.index}]);`,
    '\treturn &model;',
    '}',
  ].join('\n');
}

/** How a layer is put behind its inputs. */
function expressionOf(plan: GroupedPlan, formats: Formats, layer: PlanLayer): string {
  const { kind, inputs } = layer;
  const feeding = inputs.map((input) => `layer[${input}]`).join(', ');
  const call = callOf({ plan, formats, layer }, kind);
  if (inputs.length === 0) return call;
  if (isInPlace(layer)) return `model.active(${call}, ${feeding})`;
  if (inputs.length === 1) return `model.hook(${call}, ${feeding})`;
  return inputs.length === 2
    ? `model.merge(${call}, ${feeding})`
    : `model.mergex(${call}, ${inputs.length}, ${feeding})`;
}

interface CallContext {
  readonly plan: GroupedPlan;
  readonly formats: Formats;
  readonly layer: PlanLayer;
}

type Calls = { readonly [Type in PlanType]: (context: CallContext, kind: Extract<PlanKind, { type: Type }>) => string };

type Windowed = Extract<PlanKind, { kernel: unknown }>;

const windowOf = ({ kernel, stride }: Windowed): string => `kernel(${kernel.join(', ')}), stride(${stride.join(', ')})`;

const paddingOf = ({ padding }: Windowed): string => `PADDING_${padding.toUpperCase()}`;

const convolution =
  (callee: string) =>
  ({ layer }: CallContext, kind: Extract<PlanKind, { type: 'conv' | 'depthwise' }>) =>
    `${callee}(${kind.filters}, ${windowOf(kind)}, dilation(${kind.dilation.join(', ')}), ${paddingOf(kind)}, ` +
    `&${layer.name}_w, &${layer.name}_b)`;

const pool = (callee: string) => (_: CallContext, kind: Extract<PlanKind, { type: 'max-pool' | 'avg-pool' }>) =>
  `${callee}(${windowOf(kind)}, ${paddingOf(kind)})`;

/** Sums and products are shifted right until they have the output's decimal bits. */
const merge =
  (callee: string) =>
  ({ plan, formats, layer }: CallContext) =>
    `${callee}(${(sumBits(plan, formats, layer) as number) - outputBits(plan, formats, layer.index)})`;

/** Tables are read by the decimal bits of the input. */
const table =
  (callee: string) =>
  ({ plan, layer }: CallContext) =>
    `${callee}(${plan.layers[layer.inputs[0] as number]?.name.toUpperCase()}_OUTPUT_SHIFT)`;

const shapeOf = ({ layer }: CallContext): string => `shape(${layer.shape.join(', ')})`;

/** The constructor call of each kind of layer in NNoM's classic API. */
const calls: Calls = {
  input: (context) => `Input(${shapeOf(context)}, nnom_input_data)`,
  output: (context) => `Output(${shapeOf(context)}, nnom_output_data)`,
  dense: ({ layer: { name } }, { units }) => `Dense(${units}, &${name}_w, &${name}_b)`,
  conv: convolution('Conv2D'),
  depthwise: convolution('DW_Conv2D'),
  'max-pool': pool('MaxPool'),
  'avg-pool': pool('AvgPool'),
  'global-avg-pool': () => 'GlobalAvgPool()',
  'zero-padding': (_, { border }) => `ZeroPadding(border(${border.join(', ')}))`,
  flatten: () => 'Flatten()',
  concat: (_, { axis }) => `Concat(${axis})`,
  add: merge('Add'),
  mult: merge('Mult'),
  relu: () => 'act_relu()',
  tanh: table('act_tanh'),
  sigmoid: table('act_sigmoid'),
  softmax: () => 'Softmax()',
};

function callOf<Type extends PlanType>(context: CallContext, kind: Extract<PlanKind, { type: Type }>): string {
  return (calls[kind.type as Type] as (context: CallContext, kind: Extract<PlanKind, { type: Type }>) => string)(
    context,
    kind,
  );
}
