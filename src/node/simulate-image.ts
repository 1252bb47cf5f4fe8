import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { RunTrace } from '../simulate/types.ts';

export interface SimulateImageOptions {
  /** Bytes of each input tensor of the model in the image. */
  readonly inputs: readonly Uint8Array[];
  readonly region: string | undefined;
  readonly maxCycles: number;
  readonly onProgress: (cycles: number) => void;
  readonly signal: AbortSignal | undefined;
}

export async function simulateImage(
  _image: FirmwareImage,
  _device: Device,
  _options: SimulateImageOptions,
): Promise<RunTrace> {
  throw new Error('the simulator is not there yet');
}
