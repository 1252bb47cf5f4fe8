import type { ModelInfo } from '../model/types.ts';

/** Bytes of a model in flash: a .tflite as it is, of a weights.h its constants. */
export function storedBytes(model: ModelInfo, modelBytes: Uint8Array): number {
  if (model.format === 'tflite') return modelBytes.length;
  return model.layers.reduce((sum, { constantBytes }) => sum + constantBytes, 0);
}
