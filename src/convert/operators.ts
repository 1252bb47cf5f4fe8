import { valuesIn } from '../bytes/shape.ts';
import type { TfliteContents } from '../model/tflite/contents.ts';
import type { FusedActivation, OperatorOptions } from '../model/tflite/operator-options.ts';
import type { LayerInfo, ModelInfo } from '../model/types.ts';
import { dilated, isNnomSame, tensorFlowSame } from './padding.ts';
import type { FloatWeights, ImageShape, PlanKind, PlanType } from './plan.ts';
import { imageShape, type PlanBuilder } from './plan-builder.ts';

/** What turning one operator of a .tflite into layers needs to see. */
export interface OperatorContext {
  readonly model: ModelInfo;
  readonly contents: TfliteContents;
  readonly builder: PlanBuilder;
  readonly layer: LayerInfo;
  readonly options: OperatorOptions;
}

/** Appends the layers of one operator; returns the index of the one whose output is the operator's. */
type Operator = (context: OperatorContext) => number;

/** Every operator that has a counterpart in NNoM's classic API. Another one is one row here. */
export const operators: Readonly<Record<string, Operator>> = {
  CONV_2D: (context) => convolution(context, 'conv'),
  DEPTHWISE_CONV_2D: (context) => convolution(context, 'depthwise'),
  FULLY_CONNECTED: dense,
  MAX_POOL_2D: (context) => pool(context, 'max-pool'),
  AVERAGE_POOL_2D: (context) => pool(context, 'avg-pool'),
  MEAN: globalAverage,
  ADD: (context) => merge(context, 'add'),
  MUL: (context) => merge(context, 'mult'),
  CONCATENATION: concatenate,
  PAD: pad,
  RELU: (context) => activation(context, 'relu'),
  RELU6: (context) => activation(context, 'relu'),
  TANH: (context) => activation(context, 'tanh'),
  LOGISTIC: (context) => activation(context, 'sigmoid'),
  SOFTMAX: softmax,
  RESHAPE: flatten,
};

/** Activations that run behind another operator; ReLU6 is ReLU as long as nothing exceeds 6, which calibration checks. */
const fused: Readonly<Record<FusedActivation, 'none' | 'relu' | undefined>> = {
  none: 'none',
  relu: 'relu',
  relu6: 'relu',
  tanh: undefined,
  'relu-1-to-1': undefined,
  unknown: undefined,
};

/** Appends a layer and the activation that is fused to it. */
function withActivation(context: OperatorContext, kind: PlanKind, inputs: readonly number[]): number {
  const { builder, layer, options } = context;
  const behind = fused[options.activation];
  if (behind === undefined) {
    throw builder.unsupported(layer, `has the activation ${options.activation}`, 'Use ReLU, or a layer of its own.');
  }
  const shape = outputShape(context);
  const index = builder.append(kind, inputs, shape, layer.index);
  return behind === 'none' ? index : builder.append({ type: behind }, [index], shape, layer.index);
}

function outputShape({ model, builder, layer }: OperatorContext): ImageShape {
  const shape = imageShape(model, layer.outputs[0] as number);
  if (shape !== undefined) return shape;
  throw builder.unsupported(
    layer,
    `has the output shape ${layer.outputShape.join('x')}`,
    'NNoM has rows, columns and channels.',
  );
}

const inputOf = ({ builder, layer }: OperatorContext, position = 0): number =>
  builder.layerOf(layer.inputs[position] ?? -1, layer);

function weightsOf(context: OperatorContext, channels: number): FloatWeights {
  const { model, contents, builder, layer } = context;
  const [, kernel = -1, bias = -1] = layer.inputs;
  const values = contents.constant(kernel);
  const type = model.tensors[kernel]?.type;
  if (values === undefined || (type !== 'float32' && type !== 'float16')) {
    const what = values === undefined ? 'has computed weights' : `has weights of type ${type}`;
    throw builder.unsupported(layer, what, 'Export the network as float32: formats are chosen from the real numbers.');
  }
  return { kernel: values, bias: contents.constant(bias) ?? new Float64Array(channels) };
}

/** Grouped convolutions and dense layers that run on every row have fewer weights than NNoM's layers read. */
function requireWeights({ model, builder, layer }: OperatorContext, expected: number): void {
  const found = valuesIn(model.tensors[layer.inputs[1] ?? -1]?.shape ?? [0]);
  if (found === expected) return;
  const what = `has ${found} weights where NNoM needs ${expected}: it works on groups of channels or on rows one by one`;
  throw builder.unsupported(layer, what, 'Use a layer that reads all of its input.');
}

/** Kernels are filters x rows x columns x channels in both, those of depthwise layers rows x columns x channels. */
function convolution(context: OperatorContext, type: 'conv' | 'depthwise'): number {
  const { model, options, layer } = context;
  const [, height = 0, width = 0] = model.tensors[layer.inputs[1] ?? -1]?.shape ?? [];
  const kernel = [height, width] as const;
  const [, , channels] = outputShape(context);
  requireWeights(
    context,
    height * width * channels * (type === 'conv' ? context.builder.shapeOf(inputOf(context))[2] : 1),
  );
  const filters = type === 'conv' ? channels : options.depthMultiplier;
  const { input, padding } = padded(context, kernel, options.dilation);
  const { stride, dilation } = options;
  const weights = weightsOf(context, channels);
  return withActivation(context, { type, filters, kernel, stride, dilation, padding, weights }, [input]);
}

/** SAME as NNoM means it where TensorFlow means the same; else zeros of a layer of their own, and VALID. */
function padded(context: OperatorContext, kernel: readonly [number, number], dilation: readonly [number, number]) {
  const { builder, options } = context;
  const input = inputOf(context);
  if (options.padding === 'valid') return { input, padding: 'valid' as const };
  const [h, w, c] = builder.shapeOf(input);
  const rows = tensorFlowSame(h, dilated(kernel[0], dilation[0]), options.stride[0]);
  const columns = tensorFlowSame(w, dilated(kernel[1], dilation[1]), options.stride[1]);
  if (isNnomSame(rows, kernel[0], dilation[0]) && isNnomSame(columns, kernel[1], dilation[1])) {
    return { input, padding: 'same' as const };
  }
  const border = [rows.before, rows.behind, columns.before, columns.behind] as const;
  const shape = [h + border[0] + border[1], w + border[2] + border[3], c] as const;
  return { input: builder.append({ type: 'zero-padding', border }, [input], shape), padding: 'valid' as const };
}

function dense(context: OperatorContext): number {
  const [, , units] = outputShape(context);
  requireWeights(context, units * valuesIn(context.builder.shapeOf(inputOf(context))));
  return withActivation(context, { type: 'dense', units, weights: weightsOf(context, units) }, [inputOf(context)]);
}

function pool(context: OperatorContext, type: 'max-pool' | 'avg-pool'): number {
  const { builder, options, layer } = context;
  const input = inputOf(context);
  const [h, w] = builder.shapeOf(input);
  const { filter, stride, padding } = options;
  const [rows, columns] = outputShape(context);
  if (type === 'avg-pool' && rows === 1 && columns === 1 && filter[0] === h && filter[1] === w) {
    return withActivation(context, { type: 'global-avg-pool' }, [input]);
  }
  const isSame =
    isNnomSame(tensorFlowSame(h, filter[0], stride[0]), filter[0], 1) &&
    isNnomSame(tensorFlowSame(w, filter[1], stride[1]), filter[1], 1);
  if (padding === 'same' && !isSame) {
    throw builder.unsupported(layer, 'is padded more behind than before, which NNoM does not do', 'Use VALID padding.');
  }
  return withActivation(context, { type, kernel: filter, stride, padding }, [input]);
}

function globalAverage(context: OperatorContext): number {
  const { builder, contents, layer } = context;
  const axes = [...(contents.constant(layer.inputs[1] ?? -1) ?? [])].map((axis) => (axis < 0 ? axis + 4 : axis));
  if (axes.sort().join() !== '1,2') {
    throw builder.unsupported(layer, `averages over the axes ${axes}`, 'NNoM averages over rows and columns.');
  }
  return withActivation(context, { type: 'global-avg-pool' }, [inputOf(context)]);
}

function merge(context: OperatorContext, type: 'add' | 'mult'): number {
  const { builder, layer } = context;
  const inputs = [inputOf(context, 0), inputOf(context, 1)];
  const [a, b] = inputs.map((index) => builder.shapeOf(index).join('x'));
  if (a !== b) throw builder.unsupported(layer, `merges ${a} and ${b}`, 'NNoM merges values of one shape.');
  return withActivation(context, { type }, inputs);
}

function concatenate(context: OperatorContext): number {
  const { model, options, layer } = context;
  const rank = model.tensors[layer.outputs[0] as number]?.shape.length ?? 0;
  const fromBehind = options.axis < 0 ? options.axis : options.axis - rank;
  const inputs = layer.inputs.map((_, position) => inputOf(context, position));
  return withActivation(context, { type: 'concat', axis: fromBehind }, inputs);
}

/** `paddings` is a row of before and behind for each axis, batch and channels included. */
function pad(context: OperatorContext): number {
  const { builder, contents, layer } = context;
  const paddings = [...(contents.constant(layer.inputs[1] ?? -1) ?? [])];
  const [batchBefore, batchBehind, top = 0, bottom = 0, left = 0, right = 0, channelsBefore, channelsBehind] = paddings;
  if (paddings.length !== 8 || batchBefore || batchBehind || channelsBefore || channelsBehind) {
    throw builder.unsupported(layer, `pads by ${paddings}`, 'NNoM pads rows and columns.');
  }
  return withActivation(context, { type: 'zero-padding', border: [top, bottom, left, right] }, [inputOf(context)]);
}

/** NNoM activates in place, so that what another layer still reads must not be activated. */
function activation(context: OperatorContext, type: Extract<PlanType, 'relu' | 'tanh' | 'sigmoid'>): number {
  const { model, builder, layer } = context;
  const [tensor] = layer.inputs;
  const readers = model.layers.filter(({ inputs }) => inputs.includes(tensor as number));
  if (readers.length > 1) {
    throw builder.unsupported(layer, 'activates what another layer reads, too', 'NNoM activates in place.');
  }
  return withActivation(context, { type }, [inputOf(context)]);
}

function softmax(context: OperatorContext): number {
  const { builder, layer, options } = context;
  if (options.beta !== 1) throw builder.unsupported(layer, `has beta ${options.beta}`, 'NNoM has beta 1.');
  return withActivation(context, { type: 'softmax' }, [inputOf(context)]);
}

/** NNoM's only change of shape; one that keeps rows and columns as they are is none. */
function flatten(context: OperatorContext): number {
  const { builder, layer } = context;
  const input = inputOf(context);
  const [h, w, c] = outputShape(context);
  const before = builder.shapeOf(input);
  if (before.join() === [h, w, c].join()) return input;
  if (h !== 1 || w !== 1) {
    throw builder.unsupported(layer, `makes ${h}x${w}x${c} of ${before.join('x')}`, 'NNoM can only flatten.');
  }
  return withActivation(context, { type: 'flatten' }, [input]);
}
