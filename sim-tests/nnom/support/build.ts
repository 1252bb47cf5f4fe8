import type { Accumulator } from '../../../src/build/avr.ts';
import { findDevice } from '../../../src/devices/index.ts';
import type { ComparedRun } from '../../../src/measure/host-warnings.ts';
import { openModel } from '../../../src/model/open.ts';
import { buildNnomImage } from '../../../src/node/build-nnom-image.ts';

/** A weights.h compiled for a part, ready to run on an input. */
export async function compiled(
  weights: Uint8Array,
  deviceId: string,
  input: Uint8Array,
  accumulator: Accumulator = 'int32',
): Promise<ComparedRun> {
  const device = findDevice(deviceId);
  const model = await openModel(weights, 'weights.h');
  const { image } = await buildNnomImage({ device, opt: 'Os', accumulator, weights });
  return { weights, model, image, device, input, maxCycles: 200_000_000 };
}
