import type { NnomSource } from './nnom/source.ts';

/** TensorFlow Lite element types that the runtimes know; anything else is refused by the parser with its name. */
export type TensorType = 'float32' | 'float16' | 'int8' | 'uint8' | 'int16' | 'int32' | 'int64' | 'bool';

export interface Quantization {
  /** One scale for the tensor, or one a channel. */
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  /** The axis `scales` runs along when there is more than one. */
  readonly axis: number;
}

export interface TensorInfo {
  readonly index: number;
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly quantization: Quantization | undefined;
  /** Bytes of constant data in the file; 0 for activations. */
  readonly constantBytes: number;
}

export interface LayerInfo {
  readonly index: number;
  /** Name of the output tensor: what the training framework called this layer. */
  readonly name: string;
  /** Operator name as TensorFlow Lite spells it: `CONV_2D`. */
  readonly op: string;
  /** Tensor indices; -1 where an optional input is left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly outputShape: readonly number[];
  /** Multiply-accumulates of one run, from shapes alone. */
  readonly macs: number;
  /** Scalar constants (weights and biases) this layer reads. */
  readonly parameters: number;
  /** Bytes of constant tensors this layer reads. */
  readonly constantBytes: number;
  /** Of a weights.h: whether windows of it begin outside of the image, on its upper or left edge. */
  readonly beginsOutside?: boolean;
}

export interface ModelInfo {
  readonly format: 'tflite' | 'nnom';
  readonly sha256: string;
  readonly fileBytes: number;
  readonly description: string;
  /** What the network computes in: decided by its activations. */
  readonly variant: 'int8' | 'float32' | 'dynamic-range' | 'mixed';
  readonly tensors: readonly TensorInfo[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly layers: readonly LayerInfo[];
  readonly macs: number;
  readonly parameters: number;
  /** Parameters, inputs and every computed activation, each once, in values: the textbook memory bound. */
  readonly textbookBoundValues: number;
  /** max over layers of inputs + outputs + parameters, in values. */
  readonly largestLayerValues: number;
  /** What a weights.h says, read once for all that is made of it; undefined of a .tflite. */
  readonly nnomSource?: NnomSource | undefined;
}
