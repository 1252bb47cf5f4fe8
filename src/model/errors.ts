import { PreflashError } from '../errors/preflash-error.ts';

/** A model file that cannot be read, or that the runtime cannot execute. */
export class ModelError extends PreflashError {}
