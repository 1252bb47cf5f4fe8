import { parseNnom } from '../model/nnom/nnom.ts';
import type { ModelInfo } from '../model/types.ts';
import type { CountingFirmware, Inference } from './inference.ts';
import { NnomInference } from './nnom-inference.ts';
import { TfliteInference } from './tflite-inference.ts';

/**
 * Places a model in a counting build of the firmware.
 *
 * @param firmware of `wasmBuildFor(runtime, core)`
 * @param name of the model's file, for messages
 * @throws InferenceError when the runtime does not take the model
 */
export function openInference(
  firmware: CountingFirmware,
  model: ModelInfo,
  modelBytes: Uint8Array,
  name: string,
): Inference {
  if (model.format === 'nnom') return new NnomInference(firmware, parseNnom(modelBytes, name).source);
  return new TfliteInference(firmware, model, modelBytes);
}
