import type { Shape } from './arguments.ts';
import type { LayerKind } from './constructors.ts';

const product = (shape: Shape): number => shape[0] * shape[1] * shape[2];

/** A vector, as the runtime has it behind Dense, Flatten and global pooling. */
const flat = (size: number): Shape => [size, 1, 1];
const isFlat = ([, w, c]: Shape): boolean => w === 1 && c === 1;

/** Positions of a kernel along one axis; 0 when it is larger than the image. */
function positions(image: number, kernel: number, stride: number, dilation: number, same: boolean): number {
  if (same) return Math.ceil(image / stride);
  const reach = (kernel - 1) * dilation + 1;
  return image < reach ? 0 : Math.ceil((image - reach + 1) / stride);
}

/** Shape of a layer's output; what is wrong, as text, when it does not take its inputs. */
export function outputShape(kind: LayerKind, inputs: readonly Shape[]): Shape | string {
  const [input] = inputs;
  if (kind.type === 'input') {
    const bytes = product(kind.shape);
    return bytes === kind.bufferBytes
      ? kind.shape
      : `its shape has ${bytes} values, and its buffer ${kind.bufferBytes}`;
  }
  if (input === undefined) return 'nothing feeds it';
  switch (kind.type) {
    case 'output':
      return product(input) === kind.bufferBytes
        ? input
        : `it is fed ${product(input)} values, and its buffer has ${kind.bufferBytes}`;
    case 'dense':
      return weighted(kind, product(input) * kind.units, kind.units, flat(kind.units));
    case 'conv':
      return convolution(kind, input, kind.filters, input[2]);
    case 'depthwise':
      return convolution(kind, input, kind.filters * input[2], 1);
    case 'pool':
      return pooled(kind, input);
    case 'globalPool':
      return flat(input[2]);
    case 'flatten':
      return flat(product(input));
    case 'upSample':
      return [input[0] * kind.factor[0], input[1] * kind.factor[1], input[2]];
    case 'zeroPadding':
      return bordered(input, kind.border, 1);
    case 'cropping':
      return bordered(input, kind.border, -1);
    case 'concat':
      return concatenated(kind.axis, inputs);
    case 'matrix':
      return inputs.every((other) => product(other) === product(input)) ? input : 'its inputs differ in size';
    default:
      return input;
  }
}

/** Whether windows begin outside of the image: PADDING_SAME puts half of what a kernel spans there, rounded down. */
export function beginsOutside(kind: LayerKind): boolean {
  if (!('same' in kind) || !kind.same) return false;
  const { kernel } = kind;
  const [tall, wide] = 'dilation' in kind ? kind.dilation : [1, 1];
  return Math.floor((tall * (kernel[0] - 1)) / 2) > 0 || Math.floor((wide * (kernel[1] - 1)) / 2) > 0;
}

type Weighted = Extract<LayerKind, { weights: unknown }>;

/** Checks the number of weights, biases and shifts. */
function weighted({ weights }: Weighted, valueCount: number, channels: number, shape: Shape): Shape | string {
  const { values, bias, outputShifts, biasShifts } = weights;
  if (values.length !== valueCount) return `it needs ${valueCount} weights and has ${values.length}`;
  if (bias.length !== channels) return `it needs ${channels} biases and has ${bias.length}`;
  const shifts = [outputShifts.length, biasShifts.length];
  if (shifts.some((count) => count !== 1 && count !== channels)) return `it has ${shifts.join(' and ')} shifts`;
  return shape;
}

function convolution(
  kind: Extract<LayerKind, { type: 'conv' | 'depthwise' }>,
  input: Shape,
  channels: number,
  weightsAnOutput: number,
): Shape | string {
  const { kernel, stride, dilation, same } = kind;
  const h = positions(input[0], kernel[0], stride[0], dilation[0], same);
  const w = positions(input[1], kernel[1], stride[1], dilation[1], same);
  if (h === 0 || w === 0) return 'its kernel is larger than its input';
  return weighted(kind, kernel[0] * kernel[1] * weightsAnOutput * channels, channels, [h, w, channels]);
}

function pooled({ kernel, stride, same }: Extract<LayerKind, { type: 'pool' }>, input: Shape): Shape | string {
  const h = positions(input[0], kernel[0], stride[0], 1, same);
  const w = positions(input[1], kernel[1], stride[1], 1, same);
  return h === 0 || w === 0 ? 'its kernel is larger than its input' : [h, w, input[2]];
}

function bordered(input: Shape, [top, bottom, left, right]: readonly number[], sign: 1 | -1): Shape | string {
  const h = input[0] + sign * (top! + bottom!);
  const w = input[1] + sign * (left! + right!);
  return h > 0 && w > 0 ? [h, w, input[2]] : 'nothing is left of its input';
}

/** Keras counts the batch as axis 0, and from the last axis with negative numbers. */
function concatenated(axis: number, inputs: readonly Shape[]): Shape | string {
  const first = inputs[0]!;
  if (inputs.every(isFlat)) return flat(inputs.reduce((sum, [size]) => sum + size, 0));
  const along = axis < 0 ? 3 + axis : Math.max(0, axis - 1);
  if (along > 2 || along < 0) return `it has no axis ${axis}`;
  if (inputs.some((other) => other.some((size, at) => at !== along && size !== first[at]))) {
    return 'its inputs differ along another axis than the one they are put together on';
  }
  const sum = inputs.reduce((total, other) => total + other[along]!, 0);
  return [along === 0 ? sum : first[0], along === 1 ? sum : first[1], along === 2 ? sum : first[2]];
}
