import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheKey } from './object-cache.ts';
import { packageRoot } from './package-root.ts';

/**
 * What tells one measurement from another: the bytes of every file that goes in, the part, the options, and preflash
 * itself. Same key, same result.
 *
 * @param inputs see `keyedInputs`
 * @param program hash of preflash, see `programHash`
 */
export function measurementKey(inputs: unknown, program: string): string {
  return cacheKey([program, JSON.stringify(inputs, hashedBytes)]);
}

/** Bytes are told by their hash, maps by their entries. */
function hashedBytes(_: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('hex');
  return value instanceof Map ? [...value] : value;
}

/** What a result depends on; the prebuilt images are in their manifests with their hashes. */
const isPartOfProgram = /\.(js|ts|wasm|json|c|h|ld|S|s|inc)$/;

/** Hash of preflash: its program (`dist/`, or `src/` when it runs from there), its simulators and its firmware. */
export async function programHash(): Promise<string> {
  const root = packageRoot();
  const [own = 'dist'] = relative(root, fileURLToPath(import.meta.url)).split(sep);
  const hash = createHash('sha256');
  for (const folder of new Set([own, join('dist', 'wasm'), 'firmware'])) {
    for (const file of await filesBelow(join(root, folder))) {
      hash
        .update(relative(root, file))
        .update('\0')
        .update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isPartOfProgram.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
