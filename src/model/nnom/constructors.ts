import type { ArgumentReader, Border, Shape, Weights } from './arguments.ts';

/** What a layer is, whichever API it was written in. */
export type LayerKind =
  | { readonly type: 'input'; readonly shape: Shape; readonly bufferBytes: number; readonly decimalBits: number }
  | { readonly type: 'output'; readonly bufferBytes: number }
  | { readonly type: 'dense'; readonly units: number; readonly weights: Weights }
  | ({ readonly type: 'conv' | 'depthwise'; readonly filters: number; readonly weights: Weights } & Convolution)
  | { readonly type: 'pool'; readonly kernel: Shape; readonly stride: Shape; readonly same: boolean }
  | { readonly type: 'globalPool' }
  | { readonly type: 'upSample'; readonly factor: Shape }
  | { readonly type: 'zeroPadding' | 'cropping'; readonly border: Border }
  | { readonly type: 'concat'; readonly axis: number }
  | { readonly type: 'matrix' }
  | { readonly type: 'flatten' }
  | { readonly type: 'activation'; readonly name: string }
  | { readonly type: 'softmax' };

interface Convolution {
  readonly kernel: Shape;
  readonly stride: Shape;
  readonly dilation: Shape;
  readonly same: boolean;
}

/** One constructor of the API. */
export interface Constructor {
  /** What NNoM calls the layer: `Conv2D`. */
  readonly op: string;
  readonly read: (args: ArgumentReader) => LayerKind;
}

const paddingSame = 1;

function fixed(op: string, count: number, read: Constructor['read']): Constructor {
  return {
    op,
    read: (args) => {
      args.expectCount(count);
      return read(args);
    },
  };
}

const without = (op: string, kind: LayerKind): Constructor => fixed(op, 0, () => kind);
/** A `*_s` constructor: everything is in its configuration struct. */
const configured = (op: string, read: Constructor['read']): Constructor => fixed(op, 1, read);
const fromConfig = (op: string, kind: LayerKind): Constructor => configured(op, () => kind);

function classicConvolution(op: string, type: 'conv' | 'depthwise'): Constructor {
  return fixed(op, 7, (args) => ({
    type,
    filters: args.integer(0),
    kernel: args.shape(1),
    stride: args.shape(2),
    dilation: args.shape(3),
    same: args.integer(4) === paddingSame,
    weights: args.classicWeights(5, 6),
  }));
}

/** One number is a width; two are height and width. */
function plane([first = 1, second]: readonly number[], is1d: boolean): Shape {
  return is1d ? [1, first, 1] : [first, second ?? 1, 1];
}

function configuredConvolution(op: string, type: 'conv' | 'depthwise'): Constructor {
  return configured(op, (args) => {
    const { weights, dims } = args.configWeights();
    const is1d = dims.length === 3;
    return {
      type,
      filters: args.fieldInteger('filter_size'),
      kernel: plane(args.fieldIntegers('kernel_size'), is1d),
      stride: plane(args.fieldIntegers('stride_size'), is1d),
      dilation: plane(args.fieldIntegers('dilation_size'), is1d),
      same: args.fieldInteger('padding_type') === paddingSame,
      weights,
    };
  });
}

function classicPool(op: string): Constructor {
  return fixed(op, 3, (args) => ({
    type: 'pool',
    kernel: args.shape(0),
    stride: args.shape(1),
    same: args.integer(2) === paddingSame,
  }));
}

function configuredPool(op: string): Constructor {
  return configured(op, (args) => {
    const is1d = args.fieldInteger('num_dim') === 1;
    return {
      type: 'pool',
      kernel: plane(args.fieldIntegers('kernel_size'), is1d),
      stride: plane(args.fieldIntegers('stride_size'), is1d),
      same: args.fieldInteger('padding_type') === paddingSame,
    };
  });
}

function borderFrom([top = 0, bottom = 0, left = 0, right = 0]: readonly number[]): Border {
  return [top, bottom, left, right];
}

const activationLayer = (op: string, count: number, name: string): Constructor =>
  fixed(op, count, () => ({ type: 'activation', name }));

/** Every constructor of layers the runtime of firmware/avr has. Another one is one row here. */
export const constructors: Readonly<Record<string, Constructor>> = {
  Input: fixed('Input', 2, (args) => ({
    type: 'input',
    shape: args.shape(0),
    bufferBytes: args.buffer(1).bytes,
    decimalBits: args.inputDecimalBits(),
  })),
  Output: fixed('Output', 2, (args) => ({ type: 'output', bufferBytes: args.buffer(1).bytes })),
  Dense: fixed('Dense', 3, (args) => ({ type: 'dense', units: args.integer(0), weights: args.classicWeights(1, 2) })),
  Conv2D: classicConvolution('Conv2D', 'conv'),
  DW_Conv2D: classicConvolution('DW_Conv2D', 'depthwise'),
  MaxPool: classicPool('MaxPool'),
  AvgPool: classicPool('AvgPool'),
  SumPool: classicPool('SumPool'),
  GlobalMaxPool: without('GlobalMaxPool', { type: 'globalPool' }),
  GlobalAvgPool: without('GlobalAvgPool', { type: 'globalPool' }),
  GlobalSumPool: without('GlobalSumPool', { type: 'globalPool' }),
  UpSample: fixed('UpSample', 1, (args) => ({ type: 'upSample', factor: args.shape(0) })),
  ZeroPadding: fixed('ZeroPadding', 1, (args) => ({ type: 'zeroPadding', border: args.border(0) })),
  Cropping: fixed('Cropping', 1, (args) => ({ type: 'cropping', border: args.border(0) })),
  Flatten: without('Flatten', { type: 'flatten' }),
  Concat: fixed('Concat', 1, (args) => ({ type: 'concat', axis: args.integer(0) })),
  Add: fixed('Add', 1, () => ({ type: 'matrix' })),
  Sub: fixed('Sub', 1, () => ({ type: 'matrix' })),
  Mult: fixed('Mult', 1, () => ({ type: 'matrix' })),
  Softmax: without('Softmax', { type: 'softmax' }),
  ReLU: activationLayer('ReLU', 0, 'relu'),
  LeakyReLU: activationLayer('LeakyReLU', 1, 'leaky_relu'),
  Sigmoid: activationLayer('Sigmoid', 1, 'sigmoid'),
  TanH: activationLayer('TanH', 1, 'tanh'),

  input_s: configured('Input', (args) => {
    const { buffer, dims, decimalBits } = args.ioTensor();
    const [first = 1, second = 1, third = 1] = dims;
    const shape: Shape = dims.length === 2 ? [1, first, second] : [first, second, third];
    return { type: 'input', shape, bufferBytes: buffer.bytes, decimalBits };
  }),
  output_s: configured('Output', (args) => ({ type: 'output', bufferBytes: args.ioTensor().buffer.bytes })),
  dense_s: configured('Dense', (args) => {
    const { weights, dims } = args.configWeights();
    return { type: 'dense', units: dims.at(-1) ?? 0, weights };
  }),
  conv2d_s: configuredConvolution('Conv2D', 'conv'),
  dw_conv2d_s: configuredConvolution('DW_Conv2D', 'depthwise'),
  maxpool_s: configuredPool('MaxPool'),
  avgpool_s: configuredPool('AvgPool'),
  sumpool_s: configuredPool('SumPool'),
  global_maxpool_s: fromConfig('GlobalMaxPool', { type: 'globalPool' }),
  global_avgpool_s: fromConfig('GlobalAvgPool', { type: 'globalPool' }),
  global_sumpool_s: fromConfig('GlobalSumPool', { type: 'globalPool' }),
  upsample_s: configured('UpSample', (args) => ({
    type: 'upSample',
    factor: plane(args.fieldIntegers('kernel'), false),
  })),
  zeropadding_s: configured('ZeroPadding', (args) => ({
    type: 'zeroPadding',
    border: borderFrom(args.fieldIntegers('pad')),
  })),
  cropping_s: configured('Cropping', (args) => ({ type: 'cropping', border: borderFrom(args.fieldIntegers('pad')) })),
  flatten_s: fromConfig('Flatten', { type: 'flatten' }),
  concat_s: configured('Concat', (args) => ({ type: 'concat', axis: args.fieldInteger('axis') })),
  add_s: fromConfig('Add', { type: 'matrix' }),
  sub_s: fromConfig('Sub', { type: 'matrix' }),
  mult_s: fromConfig('Mult', { type: 'matrix' }),
  softmax_s: fromConfig('Softmax', { type: 'softmax' }),
};

/** Activations behind a layer, and how many arguments they take. */
export const activations: Readonly<Record<string, { readonly name: string; readonly arguments: number }>> = {
  act_relu: { name: 'relu', arguments: 0 },
  act_leaky_relu: { name: 'leaky_relu', arguments: 1 },
  act_tanh: { name: 'tanh', arguments: 1 },
  act_sigmoid: { name: 'sigmoid', arguments: 1 },
  act_hard_tanh: { name: 'hard_tanh', arguments: 1 },
  act_hard_sigmoid: { name: 'hard_sigmoid', arguments: 1 },
};
