import { CommanderError } from '@commander-js/extra-typings';
import { type ErrorKind, PreflashError } from '../index.ts';
import { exitCodes } from './exit-codes.ts';

/** What the user is told when a command ends without a result. */
export interface Failure {
  /** Stable name of the kind of error, for scripts: `image-error`. */
  readonly code: string;
  readonly message: string;
  readonly advice: string;
  readonly exitCode: number;
}

/** The user pressed Ctrl-C or the process was asked to end. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** What a shell expects of a process that SIGINT ended: 128 + 2. */
const interruptedExitCode = 130;

const exitCodeByKind: Readonly<Record<ErrorKind, number>> = {
  'bad-input': exitCodes.usage,
  unsupported: exitCodes.notSimulated,
  'does-not-fit': exitCodes.exceeded,
};

/** How each class of error is told; the first that knows an error is taken. */
const tellers: readonly ((error: unknown) => Failure | undefined)[] = [told, usage, interrupted];

/** What to say about anything that was thrown. */
export function failureOf(error: unknown): Failure {
  for (const tell of tellers) {
    const failure = tell(error);
    if (failure !== undefined) return failure;
  }
  return bug(error);
}

/** The errors preflash means for users say everything themselves. */
function told(error: unknown): Failure | undefined {
  if (!(error instanceof PreflashError)) return undefined;
  const { name, where, what, advice, kind } = error;
  return { code: kebabCase(name), message: `${where}: ${what}`, advice, exitCode: exitCodeByKind[kind] };
}

function usage(error: unknown): Failure | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return {
    code: 'usage',
    message: error.message.replace(/^error: /, ''),
    advice: 'See preflash --help, or preflash COMMAND --help.',
    exitCode: exitCodes.usage,
  };
}

function interrupted(error: unknown): Failure | undefined {
  if (!(error instanceof InterruptedError)) return undefined;
  return {
    code: 'interrupted',
    message: 'stopped before there was a result',
    advice: '',
    exitCode: interruptedExitCode,
  };
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
