import { PreflashError } from '../errors/preflash-error.ts';

/** A device id that is not known, or a part file that is not one. */
export class DeviceError extends PreflashError {}
