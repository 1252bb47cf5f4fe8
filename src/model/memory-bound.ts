import { findOperator } from './ops.ts';
import { countValues } from './parameters.ts';
import type { LayerInfo, TensorInfo } from './types.ts';

/** The part of a model the bounds are computed from. */
export interface Network {
  readonly tensors: readonly TensorInfo[];
  readonly inputs: readonly number[];
  readonly layers: readonly LayerInfo[];
  readonly parameters: number;
}

/**
 * Values a network would keep if nothing were ever freed: its parameters, its inputs, and the output of every layer
 * that computes. Reshapes, changes of encoding and shape arithmetic add no values of their own. For the Fashion-MNIST
 * network of the hardware measurements: 20,410 + 784 + 8,112 + 2,028 + 10 = 31,344.
 */
export function countTextbookValues({ tensors, inputs, layers, parameters }: Network): number {
  const outputs = layers.filter(({ op }) => findOperator(op)?.role === 'compute').flatMap((layer) => layer.outputs);
  return parameters + sumValues(tensors, [...inputs, ...outputs]);
}

/**
 * max over layers of inputs + outputs + parameters, in values: what must be at hand at once when layers run one after
 * the other and nothing is tiled.
 */
export function countLargestLayerValues({ tensors, layers }: Network): number {
  const values = layers
    .filter(({ op }) => findOperator(op)?.role === 'compute')
    .map((layer) => {
      const activations = layer.inputs.filter((index) => (tensors[index]?.constantBytes ?? 1) === 0);
      return sumValues(tensors, [...activations, ...layer.outputs]) + layer.parameters;
    });
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function sumValues(tensors: readonly TensorInfo[], indices: readonly number[]): number {
  return [...new Set(indices)].reduce((sum, index) => sum + countValues(tensors[index]!), 0);
}
