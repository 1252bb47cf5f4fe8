import type { BuiltImage } from '../build/types.ts';
import type { Facilities, FirmwareRequest } from '../measure/facilities.ts';
import { buildImage } from './build-image.ts';
import { buildNnomImage } from './build-nnom-image.ts';
import { demanglerFor } from './demangler.ts';
import { loadSimulatorModule } from './simulator-module.ts';
import { loadCountingFirmware, loadHostFirmware } from './wasm-firmware.ts';

/** What came with the package, and the compilers of this machine. */
export const nodeFacilities: Facilities = {
  simulator: loadSimulatorModule,
  countingFirmware: loadCountingFirmware,
  hostFirmware: loadHostFirmware,
  demanglerFor,
  build,
};

/** A .tflite becomes data of a prebuilt image where there is one; a weights.h is a source file. */
function build({ accumulator, onProgress, signal, ...request }: FirmwareRequest): Promise<BuiltImage> {
  const options = { ...request, ...(onProgress && { onProgress }), ...(signal && { signal }) };
  if (request.model.format === 'nnom') {
    return buildNnomImage({ ...options, weights: request.modelBytes, accumulator });
  }
  return buildImage(options);
}
