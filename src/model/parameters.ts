import { valuesIn } from '../bytes/shape.ts';
import { findOperator } from './ops.ts';
import type { LayerInfo, TensorInfo } from './types.ts';

/** Values of a tensor. */
export function countValues({ shape }: Pick<TensorInfo, 'shape'>): number {
  return valuesIn(shape);
}

/**
 * Weights and biases a layer reads, in values: constants that take part in its arithmetic, and not the axes, paddings
 * and shapes that only steer it.
 * @param inputs the tensors of the layer's inputs, undefined where one is left out
 */
export function countParameters(op: string, inputs: readonly (TensorInfo | undefined)[]): number {
  return weightTensors(op, inputs).reduce((sum, tensor) => sum + countValues(tensor), 0);
}

/** Parameters of the network, in values: a tensor that several layers read counts once. */
export function countModelParameters(layers: readonly LayerInfo[], tensors: readonly TensorInfo[]): number {
  const weights = layers.flatMap(({ op, inputs }) =>
    weightTensors(
      op,
      inputs.map((index) => tensors[index]),
    ),
  );
  return [...new Set(weights)].reduce((sum, tensor) => sum + countValues(tensor), 0);
}

function weightTensors(op: string, inputs: readonly (TensorInfo | undefined)[]): TensorInfo[] {
  const positions = findOperator(op)?.weightInputs ?? [];
  return positions.flatMap((position) => inputs[position] ?? []).filter((tensor) => tensor.constantBytes > 0);
}
