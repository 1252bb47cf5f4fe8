import type { ModelInfo } from '../model/types.ts';
import type { CountingFirmware, Inference } from './inference.ts';
import { NnomInference } from './nnom-inference.ts';
import { TfliteInference } from './tflite-inference.ts';

/**
 * Places a model in a counting build of the firmware.
 *
 * @param firmware of `wasmBuildFor(runtime, core)`
 * @throws InferenceError when the runtime does not take the model
 */
export function openInference(firmware: CountingFirmware, model: ModelInfo, modelBytes: Uint8Array): Inference {
  const { nnomSource } = model;
  if (nnomSource !== undefined) return new NnomInference(firmware, nnomSource);
  return new TfliteInference(firmware, model, modelBytes);
}
