import { CommanderError } from '@commander-js/extra-typings';
import { exitCodes, type Failure, failureOf as failureOfWork } from '../index.ts';

/** What the user is told when a command ends without a result. */
export interface CommandFailure extends Omit<Failure, 'exitCode'> {
  readonly exitCode: number;
}

/** The user pressed Ctrl-C or the process was asked to end. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** What a shell expects of a process that SIGINT ended: 128 + 2. */
const interruptedExitCode = 130;

/** What to say about anything that was thrown. */
export function failureOf(error: unknown): CommandFailure {
  return usage(error) ?? interrupted(error) ?? failureOfWork(error);
}

function usage(error: unknown): CommandFailure | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return {
    code: 'usage',
    message: error.message.replace(/^error: /, ''),
    advice: 'See preflash --help, or preflash COMMAND --help.',
    exitCode: exitCodes.usage,
  };
}

function interrupted(error: unknown): CommandFailure | undefined {
  if (!(error instanceof InterruptedError)) return undefined;
  return {
    code: 'interrupted',
    message: 'stopped before there was a result',
    advice: '',
    exitCode: interruptedExitCode,
  };
}
