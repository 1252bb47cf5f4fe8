import { PreflashError } from '../errors/preflash-error.ts';

/** A data set that cannot be read, or that is not one of what the model takes. */
export class DataError extends PreflashError {}
