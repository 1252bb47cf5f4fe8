import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from './errors.ts';
import { firmwareDirectory } from './prebuilt.ts';

/** What the host module is compiled from, below `firmware/`. */
export const nnomHostSourceDirectories: readonly string[] = [
  'avr/runtime',
  'avr/layers',
  'avr/kernels',
  'avr/table',
  'avr/host',
];

/** The module, and how it was made. */
export function nnomHostPaths(firmware: string): { readonly wasm: string; readonly manifest: string } {
  return { wasm: join(firmware, 'avr/host/nnom-host.wasm'), manifest: join(firmware, 'avr/host/nnom-host.json') };
}

/** SHA-256 over names and bytes of all that the host module is made from. */
export async function hashNnomHostSources(firmware: string): Promise<string> {
  const hash = createHash('sha256');
  for (const directory of [...nnomHostSourceDirectories, 'avr/include']) {
    const names = (await readdir(join(firmware, directory))).filter((name) => /\.[ch]$/.test(name)).sort();
    for (const name of names) {
      const bytes = await readFile(join(firmware, directory, name));
      hash.update(`${directory}/${name}:${bytes.length}:`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/** The host build of the NNoM-API runtime that came with the package. */
export async function loadNnomHost(): Promise<WebAssembly.Module> {
  const { wasm } = nnomHostPaths(firmwareDirectory());
  const bytes = await readFile(wasm).catch(() => {
    throw new FileError({
      where: wasm,
      what: 'the host build of the runtime is not there',
      advice: 'Reinstall preflash.',
    });
  });
  return WebAssembly.compile(bytes);
}
