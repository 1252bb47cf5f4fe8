import { openInference } from '../estimate/open-inference.ts';
import type { ModelInfo } from '../model/types.ts';
import { differenceWarning, firstDifference } from '../simulate/nnom/compare.ts';
import type { RunTrace } from '../simulate/types.ts';
import type { Facilities } from './facilities.ts';

/** One inference of a weights.h on a part. */
export interface PartRun {
  readonly weights: Uint8Array;
  readonly model: ModelInfo;
  readonly input: Uint8Array;
  /** What each layer computed on the part, in running order. */
  readonly layerOutputs: readonly Uint8Array[];
}

/**
 * Runs the same C as WebAssembly and compares the outputs of every layer with those of the part.
 * @returns a warning that names the first layer where they part; none when every bit is the same
 */
export async function hostWarnings(
  { weights, model, input, layerOutputs }: PartRun,
  { hostFirmware }: Pick<Facilities, 'hostFirmware'>,
): Promise<RunTrace['warnings']> {
  const host: Uint8Array[] = [];
  const inference = openInference(await hostFirmware('nnom'), model, weights);
  inference.run([input], ({ output }) => host.push(output.slice()));
  const difference = firstDifference(model.layers, layerOutputs, host);
  return difference === undefined ? [] : [differenceWarning(difference)];
}
