import { PreflashError } from '../errors/preflash-error.ts';

/** A configuration that does not say what to check, or says it in a way that cannot be read. */
export class ConfigError extends PreflashError {}
