import type { LayerInfo, ModelInfo, TensorInfo } from '../model/types.ts';

/**
 * Which of an operator's kernels a layer takes, as far as shapes and scales tell: they differ in the stack they need.
 * CMSIS-NN has convolutions for 1x1 filters and for rows of their own; dense layers prepare a multiplier a channel, or one.
 */
export function kernelVariant(model: ModelInfo, { op, inputs: [input = -1, weights = -1] }: LayerInfo): string {
  if (op === 'FULLY_CONNECTED') return isPerChannel(model.tensors[weights]) ? 'per-channel' : 'any';
  if (op !== 'CONV_2D') return 'any';
  const [, filterHeight = 0, filterWidth = 0] = model.tensors[weights]?.shape ?? [];
  const [, inputHeight = 0] = model.tensors[input]?.shape ?? [];
  if (filterHeight === 1 && filterWidth === 1) return '1x1';
  return filterHeight === 1 && inputHeight === 1 ? '1xn' : 'window';
}

const isPerChannel = (weights: TensorInfo | undefined): boolean => (weights?.quantization?.scales.length ?? 0) > 1;
