import { layerRegistrations } from '../model/registrations.ts';
import type { ModelInfo } from '../model/types.ts';
import { classCounts } from './class-counts.ts';
import { type FlashCache, FlashReads } from './flash-cache.ts';
import type { CountingFirmware, Inference } from './inference.ts';
import { kernelVariant } from './kernel-variant.ts';
import type { LayerWork } from './layer-work.ts';
import { LiveMacs } from './live-macs.ts';
import { openInference } from './open-inference.ts';

/** A model and the file it comes from. */
export interface CountableModel {
  readonly model: ModelInfo;
  readonly modelBytes: Uint8Array;
  /** Of the file, for messages. */
  readonly name: string;
}

/** What one inference of a model executes. */
export interface CountedInference extends Pick<Inference, 'arenaBytes' | 'laidOut'> {
  /** In running order. */
  readonly layers: readonly LayerWork[];
  readonly outputs: readonly Uint8Array[];
}

/**
 * Runs a model once in the counted firmware.
 *
 * @param cache between the core and its flash
 * @throws InferenceError or ModelError when the runtime does not take the model
 */
export function workOfLayers(
  firmware: CountingFirmware,
  { model, modelBytes, name }: CountableModel,
  inputs: readonly Uint8Array[],
  cache: FlashCache | undefined,
): CountedInference {
  const { rows, shiftCounters } = firmware.counted;
  const registrations = layerRegistrations(model, name);
  const inference = openInference(firmware, model, modelBytes);
  const liveMacs = new LiveMacs(model, inputs);
  const flashReads = new FlashReads(cache, model, rows);
  const layers: LayerWork[] = [];
  const outputs = inference.run(inputs, ({ index, output, counts }) => {
    const layer = model.layers[index]!;
    const live = liveMacs.of(index);
    liveMacs.ran(index, output);
    const times = counts.values();
    const { newInstructions, constantBytes, rereadBytes } = flashReads.of(layer, times);
    const shifted = shiftCounters.map((counter) => times[counter]!);
    layers.push({
      op: registrations[index]!,
      variant: kernelVariant(model, layer),
      macs: layer.macs,
      work: [...classCounts(times, rows), live, newInstructions, constantBytes, rereadBytes, 1, ...shifted],
    });
  });
  return { layers, outputs, arenaBytes: inference.arenaBytes, laidOut: inference.laidOut };
}
