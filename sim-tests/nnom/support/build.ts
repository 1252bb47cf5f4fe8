import type { Accumulator } from '../../../src/build/avr.ts';
import { findDevice } from '../../../src/devices/index.ts';
import type { Device } from '../../../src/devices/schema.ts';
import type { FirmwareImage } from '../../../src/image/types.ts';
import { openModel } from '../../../src/model/open.ts';
import type { ModelInfo } from '../../../src/model/types.ts';
import { buildNnomImage } from '../../../src/node/build-nnom-image.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { simulate } from '../../../src/simulate/simulate.ts';

export interface CompiledWeights {
  readonly weights: Uint8Array;
  readonly model: ModelInfo;
  readonly image: FirmwareImage;
  readonly device: Device;
}

/** A weights.h compiled for a part. */
export async function compiled(
  weights: Uint8Array,
  deviceId: string,
  accumulator: Accumulator = 'int32',
): Promise<CompiledWeights> {
  const device = findDevice(deviceId);
  const model = await openModel(weights, 'weights.h');
  const { image } = await buildNnomImage({ device, opt: 'Os', accumulator, weights });
  return { weights, model, image, device };
}

/** What each layer computes of an input on the part. */
export async function partOutputs({ image, device }: CompiledWeights, input: Uint8Array): Promise<Uint8Array[]> {
  const options = { inputs: [input], maxCycles: 200_000_000 };
  const { layerOutputs = [] } = await simulate(await loadSimulatorModule('avr'), image, device, options);
  return [...layerOutputs];
}
