import { spawn } from 'node:child_process';

export interface ProcessOptions {
  /** Working directory; the caller's own unless given. */
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends the program when aborted. */
  readonly signal?: AbortSignal;
}

export interface ProcessResult {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end and collects what it prints. Output is in English, whatever the user's locale.
 *
 * @throws the system's error when it cannot be started; AbortError when `signal` ended it
 */
export function runProcess(
  command: string,
  args: readonly string[],
  { environment = process.env, ...options }: ProcessOptions = {},
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const env = { ...environment, LC_ALL: 'C' };
    const child = spawn(command, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: string[] = [];
    const stderr: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
      if (child.pid === undefined) reject(error);
    });
    // Closed only when the program's own children, which share its output, are gone as well.
    child.on('close', (code) => {
      if (failure !== undefined) reject(failure);
      else resolve({ exitCode: code ?? undefined, stdout: stdout.join(''), stderr: stderr.join('') });
    });
  });
}
