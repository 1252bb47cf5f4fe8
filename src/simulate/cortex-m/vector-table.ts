import type { Device } from '../../devices/schema.ts';
import type { FirmwareImage } from '../../image/types.ts';

/** Where the core starts from: the flash's first words, or in an image without flash the lowest address it has. */
export function vectorTableOf(image: FirmwareImage, device: Device): number {
  const flashes = device.regions.filter(({ kind }) => kind === 'flash');
  const starts = image.segments.filter(({ bytes }) => bytes.length > 0).map(({ loadAddress }) => loadAddress);
  const boots = flashes.find(({ base }) => starts.includes(base));
  return boots?.base ?? Math.min(...starts);
}
