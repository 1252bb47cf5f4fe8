import type { CommandFailure } from './errors.ts';

/** Prints a result on stdout. */
export function printResult(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Whether stdout takes colours: a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise. */
export function stdoutHasColor(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

/** Tells why there is no result: JSON on stdout for programs, else text on stderr. */
export function printFailure({ code, message, advice }: CommandFailure, json: boolean): void {
  if (json) {
    printResult(JSON.stringify({ error: { code, message, advice } }, null, 2));
    return;
  }
  process.stderr.write(`preflash: ${message}\n${advice === '' ? '' : `${advice}\n`}`);
}

/** A reader that closes early, as `head` does, is not an error. */
export function tolerateClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
