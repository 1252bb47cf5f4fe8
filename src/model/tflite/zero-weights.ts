import { valuesIn } from '../../bytes/shape.ts';
import { findOperator } from '../ops.ts';
import { tensorBytes } from '../tensor-values.ts';
import type { ModelInfo } from '../types.ts';
import { FlatFile } from './flat-table.ts';
import { slots } from './schema.ts';

/** How many of a model's weights are zero although the file stores them. */
export interface ZeroWeights {
  /** Weights of all layers that have any, without biases. */
  readonly weights: number;
  readonly zeros: number;
  /** What the same weights would take as one bit a weight and the values that are not zero: less than nothing saved is 0. */
  readonly savableBytes: number;
}

const bitsPerByte = 8;

/**
 * Counts the zero weights of a `.tflite` file that has been read as `model`. A weight is zero where it equals the
 * zero point of its tensor, or 0 in float.
 */
export function countZeroWeights(bytes: Uint8Array, model: ModelInfo, name: string): ZeroWeights {
  const file = new FlatFile(bytes, name);
  const root = file.root();
  const tensors = root.tables(slots.model.subgraphs, 'subgraph')[0]?.tables(slots.subgraph.tensors, 'tensor') ?? [];
  const buffers = root.tables(slots.model.buffers, 'buffer');
  const counts = weightTensors(model).map((tensor) => {
    const buffer = buffers[tensors[tensor.index]?.uint32(slots.tensor.buffer, 0) ?? 0];
    return countZeros(buffer?.bytes(slots.buffer.data) ?? new Uint8Array(), tensor);
  });
  const sum = (key: keyof ZeroWeights) => counts.reduce((total, count) => total + count[key], 0);
  return { weights: sum('weights'), zeros: sum('zeros'), savableBytes: sum('savableBytes') };
}

/** Constant kernels of the layers, each once. */
function weightTensors({ layers, tensors }: ModelInfo): ModelInfo['tensors'] {
  const indices = layers.flatMap(({ op, inputs }) => inputs[findOperator(op)?.weightInputs[0] ?? -1] ?? []);
  return [...new Set(indices)]
    .flatMap((index) => tensors[index] ?? [])
    .filter(({ constantBytes }) => constantBytes > 0);
}

function countZeros(data: Uint8Array, tensor: ModelInfo['tensors'][number]): ZeroWeights {
  const weights = valuesIn(tensor.shape);
  const elementBytes = tensorBytes(tensor) / weights;
  const zeroPoint = (tensor.quantization?.zeroPoints[0] ?? 0) & 0xff;
  let zeros = 0;
  for (let start = 0; start < data.length; start += elementBytes) {
    if (isZero(data, start, elementBytes, elementBytes === 1 ? zeroPoint : 0)) zeros++;
  }
  const savable = zeros * elementBytes - Math.ceil(weights / bitsPerByte);
  return { weights, zeros, savableBytes: Math.max(0, savable) };
}

/** The sign of a float -0 is its last byte's highest bit: zero all the same. */
function isZero(data: Uint8Array, start: number, elementBytes: number, zeroByte: number): boolean {
  if (elementBytes === 1) return data[start] === zeroByte;
  const last = start + elementBytes - 1;
  for (let at = start; at < last; at++) if (data[at] !== 0) return false;
  return ((data[last] ?? 0) & 0x7f) === 0;
}
