import type { Device } from '../devices/schema.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import { ImageError } from '../image/errors.ts';
import { checkFits } from '../image/fit.ts';
import type { FirmwareImage } from '../image/types.ts';

/** Something takes more flash or RAM than the part has. */
export class DoesNotFitError extends PreflashError {}

/**
 * Holds what an image places against the part's memory, before it is run.
 *
 * @param name what the user calls the image, for the message
 * @throws DoesNotFitError with the number of bytes that are too many
 * @throws ImageError when the image is for another core or another memory map
 */
export function assertImageFits(image: FirmwareImage, device: Device, name: string): void {
  const [finding] = checkFits(image, device);
  if (finding === undefined) return;
  const { kind, message, advice } = finding;
  const parts = { where: name, what: message, advice };
  throw kind === 'too-large' ? new DoesNotFitError(parts) : new ImageError(parts);
}
