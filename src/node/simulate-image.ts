import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import { runImage } from '../measure/run-image.ts';
import { simulators } from '../simulate/machines.ts';
import type { SimulateOptions } from '../simulate/options.ts';
import type { RunTrace } from '../simulate/types.ts';
import { loadSimulatorModule } from './simulator-module.ts';

/**
 * Runs an image on a part with the simulator that came with the package.
 *
 * @throws FileError when the simulator was not built
 * @throws what `runImage` throws
 */
export async function simulateImage(image: FirmwareImage, device: Device, options: SimulateOptions): Promise<RunTrace> {
  return runImage(await loadSimulatorModule(simulators[device.core].module), image, device, options);
}
