import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What a user sees of one call. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Without the lines that tell how far a job is. */
  readonly stderr: string;
  /** Those lines: every job that takes over a second has some, so that whether there are any depends on the machine. */
  readonly progress: readonly string[];
}

const progressLine = /^preflash: .* \(\d+ s\)\n/gm;

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
    child.on('close', (exitCode) => {
      const progress = stderr.match(progressLine) ?? [];
      resolve({ exitCode, stdout, stderr: stderr.replace(progressLine, ''), progress });
    });
  });
  return { child, ended };
}
