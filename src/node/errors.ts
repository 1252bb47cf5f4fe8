import { PreflashError } from '../errors/preflash-error.ts';

/** A file or directory on this machine is not what preflash needs it to be. */
export class FileError extends PreflashError {}

/** A commit that is to be compared with is not here or cannot be built. */
export class GitError extends PreflashError {}
