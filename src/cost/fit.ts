import type { Device } from '../devices/schema.ts';
import { ImageError } from '../image/errors.ts';
import { checkFits } from '../image/fit.ts';
import type { FirmwareImage } from '../image/types.ts';

/**
 * Holds what an image places against the part's memory, before it is run.
 *
 * @param name what the user calls the image, for the message
 * @throws ImageError `does-not-fit` with the number of bytes that are too many, or `bad-input` when the image is for
 *   another core or another memory map
 */
export function assertImageFits(image: FirmwareImage, device: Device, name: string): void {
  const [finding] = checkFits(image, device);
  if (finding === undefined) return;
  const { kind, message, advice } = finding;
  const parts = { where: name, what: message, advice };
  throw new ImageError({ ...parts, kind: kind === 'too-large' ? 'does-not-fit' : 'bad-input' });
}
