import { type ExitCode, exitCodeByKind, exitCodes } from './exit-codes.ts';
import { PreflashError } from './preflash-error.ts';

/** What the user is told where there is no result. */
export interface Failure {
  /** Stable name of the kind of error, for scripts: `image-error`. */
  readonly code: string;
  readonly message: string;
  readonly advice: string;
  readonly exitCode: ExitCode;
}

/** What to say about anything that was thrown while something was measured. */
export function failureOf(error: unknown): Failure {
  return error instanceof PreflashError ? told(error) : bug(error);
}

/** The errors preflash means for users say everything themselves. */
function told({ name, where, what, advice, kind }: PreflashError): Failure {
  return { code: kebabCase(name), message: `${where}: ${what}`, advice, exitCode: exitCodeByKind[kind] };
}

function bug(error: unknown): Failure {
  return {
    code: 'internal',
    message: `this is a bug in preflash: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'Please report it with the command and, if you may, the file; DEBUG=preflash prints where it happened.',
    exitCode: exitCodes.notSimulated,
  };
}

const kebabCase = (name: string): string => name.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
