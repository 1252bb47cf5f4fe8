import { PreflashError } from '../errors/preflash-error.ts';

/** A firmware file that cannot be read, or is not for what it is used for. */
export class ImageError extends PreflashError {}
