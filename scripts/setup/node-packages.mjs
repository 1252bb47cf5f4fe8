// Plain JavaScript on purpose: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** Runs a command in the repository root with its output on stderr; throws when it fails. */
export function runOrThrow(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    throw new Error(`\`${[command, ...args].join(' ')}\` failed${error ? `: ${error.message}` : ` (exit ${status})`}`);
  }
}

/** Installs node_modules from the lock file where they are missing or older than it. */
export function ensureNodePackages() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  console.error('preflash: installing node packages (once)');
  runOrThrow('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Compiles the simulators and the command line into dist/ where that has not been done since the sources changed. */
export function ensureBuilt() {
  runOrThrow('npm', ['run', '--silent', 'build:if-stale']);
}
