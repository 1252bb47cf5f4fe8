import { valuesIn } from '../bytes/shape.ts';
import { tensorBytes } from './tensor-values.ts';
import type { LayerInfo, ModelInfo } from './types.ts';

/** A layer whose output channels can be made fewer, and what each of them takes in the network. */
export interface ChannelGroup {
  /** Index of the layer. */
  readonly layer: number;
  readonly op: string;
  readonly channels: number;
  /** Layers behind it that hand its channels on one by one. */
  readonly followers: readonly number[];
  /** Layers whose weights read them. */
  readonly readers: readonly number[];
  /** Constants a channel takes: its own weights, the followers', and what the readers have for it. */
  readonly flashBytesPerChannel: number;
  /** Activations a channel takes where most are alive at once; 0 where its channels are not among them. */
  readonly ramBytesPerChannel: number;
}

/** Names of TensorFlow Lite and of NNoM, the latter with an activation behind: `Conv2D+relu`. */
const makesChannels = /^(CONV_2D|FULLY_CONNECTED|Conv2D|Dense)\b/;
const isDense = /^(FULLY_CONNECTED|Dense)\b/;
const handsOn =
  /^(DEPTHWISE_CONV_2D|DW_Conv2D|\w+_POOL_2D|MEAN|RESHAPE|PAD|RELU6?|LOGISTIC|TANH|QUANTIZE|DEQUANTIZE|\w*Pool|Flatten|ReLU|Sigmoid|TanH|ZeroPadding|Cropping|UpSample)\b/;

/**
 * The layers of a network that can be made narrower by themselves: those whose channels go to weighted layers only, and
 * not into the network's output or a sum with others.
 */
export function channelGroups(model: ModelInfo): ChannelGroup[] {
  const peak = peakLayer(model);
  return model.layers.flatMap((layer) => groupOf(model, layer, peak) ?? []);
}

function groupOf(model: ModelInfo, layer: LayerInfo, peak: number): ChannelGroup | undefined {
  if (!makesChannels.test(layer.op)) return undefined;
  const reach = follow(model, layer);
  if (reach === undefined) return undefined;
  const { followers, readers } = reach;
  const channels = channelsOf(layer);
  const constants = [layer, ...followers].reduce((sum, { constantBytes }) => sum + constantBytes, 0);
  const read = readers.reduce((sum, reader) => sum + kernelBytes(model, reader), 0);
  const alive = [layer, ...followers].reduce((sum, { outputs: [out = -1] }) => sum + aliveBytes(model, out, peak), 0);
  return {
    layer: layer.index,
    op: layer.op,
    channels,
    followers: followers.map(({ index }) => index),
    readers: readers.map(({ index }) => index),
    flashBytesPerChannel: (constants + read) / channels,
    ramBytesPerChannel: alive / channels,
  };
}

/** Undefined when the channels come to an end that cannot be made narrower. */
function follow(model: ModelInfo, first: LayerInfo): { followers: LayerInfo[]; readers: LayerInfo[] } | undefined {
  const followers: LayerInfo[] = [];
  const readers: LayerInfo[] = [];
  const waiting = [first];
  for (let layer = waiting.pop(); layer !== undefined; layer = waiting.pop()) {
    const [output = -1] = layer.outputs;
    const next = model.layers.filter(({ inputs, index }) => inputs.includes(output) && index !== layer?.index);
    if (next.length === 0 || model.outputs.includes(output)) return undefined;
    for (const reader of next) {
      if (makesChannels.test(reader.op)) readers.push(reader);
      else if (handsOn.test(reader.op)) followers.push(reader);
      else return undefined;
      if (handsOn.test(reader.op)) waiting.push(reader);
    }
  }
  return { followers, readers };
}

function channelsOf({ op, outputShape }: LayerInfo): number {
  const size = valuesIn(outputShape);
  return isDense.test(op) ? size : (outputShape.at(-1) as number);
}

/** Weights without biases, which belong to the reader's own channels. */
function kernelBytes(model: ModelInfo, layer: LayerInfo): number {
  if (model.format === 'nnom') return layer.constantBytes - channelsOf(layer);
  return model.tensors[layer.inputs[1] ?? -1]?.constantBytes ?? 0;
}

/** First and last layer that need a tensor: from the one that writes it to the last that reads it. */
function lifetime({ layers, inputs, outputs }: ModelInfo, tensor: number): readonly [number, number] {
  const written = inputs.includes(tensor) ? 0 : layers.findIndex(({ outputs: own }) => own.includes(tensor));
  const read = layers.findLastIndex(({ inputs: own }) => own.includes(tensor));
  return [written, outputs.includes(tensor) ? layers.length - 1 : Math.max(written, read)];
}

function aliveBytes(model: ModelInfo, index: number, layer: number): number {
  const tensor = model.tensors[index];
  if (tensor === undefined || tensor.constantBytes > 0) return 0;
  const [from, to] = lifetime(model, index);
  return from >= 0 && from <= layer && layer <= to ? tensorBytes(tensor) : 0;
}

/** The layer during which most bytes of activations are needed. */
function peakLayer(model: ModelInfo): number {
  const sums = model.layers.map((_, layer) =>
    model.tensors.reduce((sum, { index }) => sum + aliveBytes(model, index, layer), 0),
  );
  return sums.indexOf(Math.max(...sums));
}
