import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { registrySource } from '../../src/build/registry.ts';
import { includeDirectories, kernelSources, runtimeDirectories } from '../../src/build/targets.ts';
import type { KernelSet } from '../../src/build/types.ts';
import { allRegistrations } from '../../src/model/registrations.ts';

export const repository = join(import.meta.dirname, '../..');

const firmware = join(repository, 'firmware');
const run = promisify(execFile);

/** What the firmware's code does wrong without showing it in its outputs ends the process instead. */
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
const environment = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };

/**
 * Compiles the firmware's runtime, with all operators, and one of this folder's drivers for the host.
 *
 * @param driver a C file of this folder with a `main`
 * @param directory where the program goes; made if it is not there
 * @returns the program's path
 */
export async function compileHost(driver: string, kernels: KernelSet, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const registry = join(directory, `registry-${kernels}.c`);
  const program = join(directory, `${driver.replace('.c', '')}-${kernels}`);
  await writeFile(registry, registrySource(allRegistrations()));
  const sources = await hostSources(kernels);
  const flags = ['-std=c11', '-O1', '-g', '-Wall', '-Wextra', '-Werror', ...sanitizers];
  const includes = includeDirectories.map((path) => `-I${join(firmware, path)}`);
  const inputs = [...sources, registry, join(import.meta.dirname, driver)];
  await run('gcc', [...flags, ...includes, ...inputs, '-lm', '-o', program]).catch(({ stderr, message }) => {
    throw new Error(`gcc: ${stderr || message}`);
  });
  return program;
}

/** Everything but the firmware's own `main`. */
async function hostSources(kernels: KernelSet): Promise<string[]> {
  const directories = [
    ...runtimeDirectories.filter((path) => !path.startsWith('boards')),
    ...kernelSources[kernels].directories,
  ];
  const files = await Promise.all(
    directories.map(async (path) => (await readdir(join(firmware, path))).map((name) => join(firmware, path, name))),
  );
  return files.flat().filter((path) => path.endsWith('.c') && !path.endsWith('runtime/main.c'));
}

/** What a driver said when it was done. */
export interface HostRun {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a host program; `input` goes to its standard input. */
export async function runHost(
  program: string,
  args: readonly string[],
  input: Uint8Array = new Uint8Array(),
): Promise<HostRun> {
  const child = spawn(program, args, { env: environment });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => undefined); // A model that is refused ends the program before it has read.
  child.stdin.end(input);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

/** How an inference on the host ended: the firmware's status, the layer it belongs to, and the arena it used. */
export interface Inference {
  readonly status: number;
  readonly layer: number;
  readonly arenaUsedBytes: number;
  readonly outputs: Buffer;
}

/**
 * Runs a model on as many inferences' inputs as `inputs` holds.
 * @throws Error with what the program said, when it ended without a status: a sanitizer found something
 */
export async function infer(
  program: string,
  modelPath: string,
  inputs: Uint8Array,
  arenaBytes = 128 * 1024,
): Promise<Inference> {
  const { stdout, stderr } = await runHost(program, [modelPath, String(arenaBytes)], inputs);
  const numbers = /^(\d+) (-?\d+) (\d+)$/m.exec(stderr);
  if (numbers === null) throw new Error(`${modelPath}: ${stderr}`);
  return {
    status: Number(numbers[1]),
    layer: Number(numbers[2]),
    arenaUsedBytes: Number(numbers[3]),
    outputs: stdout,
  };
}
