// Plain JavaScript on purpose: this runs before anything is installed.
import { existsSync, statSync } from 'node:fs';
import { runOrThrow } from './node-packages.mjs';

const requirements = 'scripts/setup/requirements.txt';
const installed = '.venv/requirements-installed';

/** Puts the oracles that are Python packages into .venv, once for each version of requirements.txt. */
export function ensurePythonTools() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(requirements).mtimeMs) return;
  console.error('preflash: installing the Python oracles into .venv (once)');
  runOrThrow('python3', ['-m', 'venv', '.venv']);
  runOrThrow('.venv/bin/python', ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  runOrThrow('touch', [installed]);
}
