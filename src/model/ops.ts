import type { TensorType } from './types.ts';

/** What preflash knows of one operator of its runtime. */
export interface OperatorSupport {
  /** The name of TensorFlow Lite. */
  readonly name: string;
  /**
   * Types of the first input that the runtime has a registration for; `any` where one registration moves bytes of
   * whatever type.
   */
  readonly inputTypes: readonly TensorType[] | 'any';
  /** Positions of the inputs that hold weights and biases when they are constant. */
  readonly weightInputs: readonly number[];
  /**
   * `compute`: new values come out. `same-values`: the values that went in, seen in another shape or encoded in
   * another type. `shape`: whole numbers about shapes, which a converter leaves in the graph.
   */
  readonly role: 'compute' | 'same-values' | 'shape';
}

const int8AndFloat: readonly TensorType[] = ['int8', 'float32'];

function compute(name: string, weightInputs: readonly number[] = []): OperatorSupport {
  return { name, inputTypes: int8AndFloat, weightInputs, role: 'compute' };
}

/** Every operator the runtime of `firmware/stm32` executes. Another one is one row here and one file in its `ops/`. */
export const supportedOperators: readonly OperatorSupport[] = [
  compute('CONV_2D', [1, 2]),
  compute('DEPTHWISE_CONV_2D', [1, 2]),
  compute('FULLY_CONNECTED', [1, 2]),
  compute('MAX_POOL_2D'),
  compute('AVERAGE_POOL_2D'),
  compute('ADD', [0, 1]),
  compute('MUL', [0, 1]),
  compute('RELU'),
  compute('RELU6'),
  compute('SOFTMAX'),
  compute('LOGISTIC'),
  compute('TANH'),
  compute('PAD'),
  compute('MEAN'),
  compute('CONCATENATION'),
  { name: 'RESHAPE', inputTypes: 'any', weightInputs: [], role: 'same-values' },
  { name: 'QUANTIZE', inputTypes: ['float32', 'int8', 'uint8'], weightInputs: [], role: 'same-values' },
  { name: 'DEQUANTIZE', inputTypes: ['int8'], weightInputs: [], role: 'same-values' },
  { name: 'SHAPE', inputTypes: 'any', weightInputs: [], role: 'shape' },
  { name: 'STRIDED_SLICE', inputTypes: 'any', weightInputs: [], role: 'shape' },
  { name: 'PACK', inputTypes: 'any', weightInputs: [], role: 'shape' },
];

const byName: ReadonlyMap<string, OperatorSupport> = new Map(supportedOperators.map((row) => [row.name, row]));

/** The row of an operator; undefined for one the runtime does not execute. */
export function findOperator(name: string): OperatorSupport | undefined {
  return byName.get(name);
}

/** `CONV_2D, DEPTHWISE_CONV_2D, ...`: for messages. */
export function supportedOperatorNames(): string {
  return supportedOperators.map((row) => row.name).join(', ');
}
