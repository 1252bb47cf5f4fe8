import { findOperator } from './ops.ts';
import type { LayerInfo, ModelInfo, TensorInfo } from './types.ts';

/**
 * Whether a layer computes in float on weights that were quantised to integers: a hybrid kernel unpacks the weights,
 * or quantises the activations, while it runs.
 */
export function isHybrid({ op, inputs }: Pick<LayerInfo, 'op' | 'inputs'>, tensors: readonly TensorInfo[]): boolean {
  const typeOf = (index: number | undefined) => (index === undefined ? undefined : tensors[index]?.type);
  const weights = (findOperator(op)?.weightInputs ?? []).map((position) => inputs[position]);
  return typeOf(inputs[0]) === 'float32' && weights.some((index) => typeOf(index) === 'int8');
}

/** What a network computes in, decided by the layers that compute and not by how inputs and outputs are encoded. */
export function detectVariant(layers: readonly LayerInfo[], tensors: readonly TensorInfo[]): ModelInfo['variant'] {
  if (layers.some((layer) => isHybrid(layer, tensors))) return 'dynamic-range';
  const computing = layers.filter(({ op }) => findOperator(op)?.role === 'compute');
  const types = new Set(computing.map(({ outputs }) => tensors[outputs[0]!]?.type));
  if (types.size !== 1) return 'mixed';
  if (types.has('int8')) return 'int8';
  return types.has('float32') ? 'float32' : 'mixed';
}
