import { PreflashError } from '../../errors/preflash-error.ts';

/** An input file that does not hold what the model reads. */
export class InputError extends PreflashError {}
