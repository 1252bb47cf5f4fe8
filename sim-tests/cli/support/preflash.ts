import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What a user sees of one call. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stderr that says nothing, or on a busy machine how far a job is. */
export const progressAlone = /^(preflash: .* \(\d+ s\)\n)*$/;

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Runs the command line, as it was built, as a process of its own, without a terminal. */
export function preflash(args: readonly string[], cwd: string = repository): Promise<Ended> {
  return preflashProcess(args, cwd).ended;
}

/** A call under way: `ended` is what becomes of it. */
export function preflashProcess(args: readonly string[], cwd: string = repository): Running {
  return runNode([`${repository}dist/cli/main.js`, ...args], cwd);
}

function runNode(args: readonly string[], cwd: string): Running {
  const { DEBUG: _, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { child, ended };
}
