import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { BuildError } from '../build/errors.ts';
import { type WasmBuildId, wasmBuildIds, wasmBuilds } from '../build/wasm/builds.ts';
import { type CountingFirmware, countingFirmware, hostFirmware } from '../estimate/inference.ts';
import { firmwareDirectory } from './prebuilt.ts';

/** Where the modules are, below `firmware/`. */
export const wasmPrebuiltDirectory = (firmware: string): string => join(firmware, 'wasm', 'prebuilt');

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const wasmManifestSchema = z.strictObject({
  /** First line of the compiler's `--version`. */
  compiler: z.string(),
  modules: z.record(z.enum(wasmBuildIds), z.strictObject({ sha256, sourceHash: sha256, sizeBytes: z.int() })),
});
export type WasmManifest = z.output<typeof wasmManifestSchema>;

/** SHA-256 over names and bytes of all that a module is made from, and over how it is made. */
export async function hashWasmSources(firmware: string, id: WasmBuildId): Promise<string> {
  const { directories, includeDirectories, flags, generated, memorySource } = wasmBuilds[id];
  const hash = createHash('sha256').update(JSON.stringify([flags, generated, memorySource]));
  for (const directory of [...new Set([...directories, ...includeDirectories])].sort()) {
    const names = (await readdir(join(firmware, directory))).filter((name) => /\.[ch]$/.test(name)).sort();
    for (const name of names) {
      const bytes = await readFile(join(firmware, directory, name));
      hash.update(`${directory}/${name}:${bytes.length}:`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/**
 * A WebAssembly build of the firmware that came with the package, without counters.
 * @throws BuildError `broken-prebuilt` when it cannot be read
 */
export async function loadWasmFirmware(id: WasmBuildId, firmware = firmwareDirectory()): Promise<Uint8Array> {
  const path = join(wasmPrebuiltDirectory(firmware), `${id}.wasm`);
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    const what = 'this build of the firmware cannot be read';
    const advice = 'Reinstall preflash, or run `npm run prebuilt` in its source tree.';
    throw new BuildError('broken-prebuilt', { where: path, what, advice }, { cause });
  }
}

/**
 * The same, made ready to count.
 * @throws BuildError `broken-prebuilt` when it cannot be read
 */
export const loadCountingFirmware = async (id: WasmBuildId): Promise<CountingFirmware> =>
  countingFirmware(await loadWasmFirmware(id));

/**
 * The same, for its answers.
 * @throws BuildError `broken-prebuilt` when it cannot be read
 */
export const loadHostFirmware = async (id: WasmBuildId): Promise<CountingFirmware> =>
  hostFirmware(await loadWasmFirmware(id));
