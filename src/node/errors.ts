import { PreflashError } from '../errors/preflash-error.ts';

/** A file or directory on this machine is not what preflash needs it to be. */
export class FileError extends PreflashError {}
