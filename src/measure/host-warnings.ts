import type { Device } from '../devices/schema.ts';
import { openInference } from '../estimate/open-inference.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { ModelInfo } from '../model/types.ts';
import { simulators } from '../simulate/machines.ts';
import { differenceWarning, firstDifference } from '../simulate/nnom/compare.ts';
import { nnomPartOutputs } from '../simulate/nnom/part.ts';
import type { RunTrace } from '../simulate/types.ts';
import type { Facilities } from './facilities.ts';

/** One inference whose answer is wanted from the part and from the host. */
export interface ComparedRun {
  readonly weights: Uint8Array;
  readonly model: ModelInfo;
  readonly image: FirmwareImage;
  readonly device: Device;
  readonly input: Uint8Array;
  readonly maxCycles: number;
}

/**
 * Runs the same C on the simulated part and as WebAssembly and compares the outputs of every layer.
 * @returns a warning that names the first layer where they part; none when every bit is the same
 */
export async function hostWarnings(
  run: ComparedRun,
  { simulator, hostFirmware }: Pick<Facilities, 'simulator' | 'hostFirmware'>,
): Promise<RunTrace['warnings']> {
  const { weights, model, image, device, input, maxCycles } = run;
  const { layers } = model;
  const module = await simulator(simulators[device.core].module);
  const part = nnomPartOutputs(module, image, device, { input, layers, maxCycles });
  const host: Uint8Array[] = [];
  const inference = openInference(await hostFirmware('nnom'), model, weights);
  inference.run([input], ({ output }) => host.push(output.slice()));
  const difference = firstDifference(layers, part, host);
  return difference === undefined ? [] : [differenceWarning(difference)];
}
