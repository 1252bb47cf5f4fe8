import { formatAddress } from '../bytes/address.ts';
import type { Device, MemoryRegion } from '../devices/schema.ts';
import type { FirmwareImage, Segment } from '../image/types.ts';
import { BuildError, malformedImage } from './errors.ts';

/** First byte of the model in flash; in an image without a model it is the end of what is programmed. */
export const modelSymbol = 'pf_model';

/** How much flash a model needs and how much the image leaves for it. */
export interface ModelRoom {
  readonly address: number;
  readonly freeBytes: number;
}

/**
 * Where a model goes in an image without one, and the bytes from there to the end of the part's flash.
 *
 * @throws BuildError `malformed-image` when the image has no place for a model
 */
export function modelRoom(image: FirmwareImage, device: Device): ModelRoom {
  const address = image.symbols.find(({ name }) => name === modelSymbol)?.address;
  if (address === undefined) {
    throw malformedImage(`it has no symbol ${modelSymbol} to place the model at`);
  }
  if (image.segments.some((segment) => loadEnd(segment) > address)) {
    throw malformedImage(`there are bytes at ${modelSymbol} or behind it already`);
  }
  const flash = device.regions.find((region) => region.kind === 'flash' && holds(region, address));
  if (flash === undefined) {
    throw malformedImage(`${modelSymbol} is at ${formatAddress(address)}, which is not flash of ${device.id}`);
  }
  return { address, freeBytes: flash.base + flash.sizeBytes - address };
}

/**
 * The image with the model programmed at `pf_model`. The image given is left as it is.
 *
 * @returns an image with the `sha256` of the firmware alone: the model has its own
 * @throws BuildError `model-too-large`, with the number of bytes, when the model reaches past the end of flash
 */
export function placeModel(image: FirmwareImage, device: Device, model: Uint8Array): FirmwareImage {
  const { address, freeBytes } = modelRoom(image, device);
  if (model.length > freeBytes) {
    throw new BuildError('model-too-large', {
      where: `flash of ${device.id}`,
      what:
        `the model is ${model.length - freeBytes} bytes too large: ` +
        `it has ${model.length} bytes, and the firmware leaves ${freeBytes}`,
      advice: 'Use a smaller model, an optimisation level that makes smaller code, or a part with more flash.',
      kind: 'does-not-fit',
      excess: { memory: 'flash', bytes: model.length - freeBytes },
    });
  }
  const segment: Segment = {
    loadAddress: address,
    virtualAddress: address,
    bytes: model,
    memoryBytes: model.length,
  };
  return { ...image, segments: [...image.segments, segment] };
}

/** End of flash is inside: a full flash still has an address where a model would begin. */
const holds = (region: MemoryRegion, address: number): boolean =>
  address >= region.base && address <= region.base + region.sizeBytes;

const loadEnd = (segment: Segment): number =>
  segment.bytes.length === 0 ? 0 : segment.loadAddress + segment.bytes.length;
