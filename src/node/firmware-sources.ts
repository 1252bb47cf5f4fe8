import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const compiled = /\.(c|S)$/;
const included = /\.(h|inc|ld)$/;

/** The C and assembler files directly inside `directories`, relative to `firmwareDirectory`, in a fixed order. */
export async function listSources(firmwareDirectory: string, directories: readonly string[]): Promise<string[]> {
  const files = await Promise.all(
    directories.map(async (directory) => {
      const entries = await readdir(join(firmwareDirectory, directory), { withFileTypes: true });
      const names = entries.filter((entry) => entry.isFile() && compiled.test(entry.name)).map(({ name }) => name);
      return names.map((name) => `${directory}/${name}`);
    }),
  );
  return files.flat().sort();
}

/** SHA-256 over names and bytes of all headers and linker scripts: any of them may go into any object. */
export async function hashHeaders(firmwareDirectory: string): Promise<string> {
  return hashFiles(firmwareDirectory, included);
}

/** SHA-256 over names and bytes of sources, headers and linker scripts: all that an image is made from. */
export async function hashFirmware(firmwareDirectory: string): Promise<string> {
  return hashFiles(firmwareDirectory, /\.(c|S|h|inc|ld)$/);
}

/** Firmware of its own, which goes into no image that is built around a model. */
const examples = /^.examples\b/;

async function hashFiles(directory: string, pattern: RegExp): Promise<string> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !examples.test(path.slice(directory.length)))
    .sort();
  const hash = createHash('sha256');
  for (const path of paths) {
    const bytes = await readFile(path);
    hash.update(`${path.slice(directory.length)}:${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}
