import { PreflashError } from '../errors/preflash-error.ts';

/** A network that cannot be converted, or data it cannot be calibrated with. */
export class ConvertError extends PreflashError {}
