import type { LayerInfo, ModelInfo, TensorInfo } from '../model/types.ts';

/**
 * Which of an operator's kernels a layer takes, as far as shapes and scales tell: they differ in the stack they need.
 * CMSIS-NN has convolutions for 1x1 filters and for rows of their own; dense layers prepare a multiplier a channel, or one.
 * NNoM's have no others for windows that begin outside of the image, but NNoM 0.4.2 leaves these out where `int` has 16 bits.
 */
export function kernelVariant(model: ModelInfo, layer: LayerInfo): string {
  const { op, inputs } = layer;
  const [input = -1, weights = -1] = inputs;
  if (layer.beginsOutside) return 'padded';
  if (op === 'FULLY_CONNECTED') return isPerChannel(model.tensors[weights]) ? 'per-channel' : 'any';
  if (op !== 'CONV_2D') return 'any';
  const [, filterHeight = 0, filterWidth = 0] = model.tensors[weights]?.shape ?? [];
  const [, inputHeight = 0] = model.tensors[input]?.shape ?? [];
  if (filterHeight === 1 && filterWidth === 1) return '1x1';
  return filterHeight === 1 && inputHeight === 1 ? '1xn' : 'window';
}

const descriptions: Readonly<Record<string, string>> = {
  padded: 'with windows that begin outside of the image',
  '1x1': 'with filters of 1x1',
  '1xn': 'with filters of one row',
  window: 'with larger filters',
  'per-channel': 'with a scale for each channel',
};

/** A variant in words, behind "a layer". */
export const described = (variant: string): string => descriptions[variant] ?? 'without any of that';

const isPerChannel = (weights: TensorInfo | undefined): boolean => (weights?.quantization?.scales.length ?? 0) > 1;
