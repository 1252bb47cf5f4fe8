import { readdir } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { isFirmwareImage } from '../../image/open.ts';
import { isModel } from '../../model/open.ts';
import { FileError } from '../errors.ts';
import { readInputFile } from '../files.ts';
import { partInElf, partInIoc } from './part-marks.ts';

/** What a project has that can be measured; paths are relative to its folder. */
export interface FoundFiles {
  readonly models: readonly string[];
  readonly images: readonly { readonly file: string; readonly part: string | undefined }[];
  /** Parts that STM32CubeMX projects name. */
  readonly projectParts: readonly string[];
}

const modelEndings = ['.tflite', '.h'];
const imageEndings = ['.elf', '.axf', '.out'];
const projectEnding = '.ioc';
/** Others' files, and folders that are deeper than anyone keeps a result. */
const skippedFolders = new Set(['node_modules', '.git', '.venv', 'venv', 'CMakeFiles']);
const deepest = 6;

/** Looks through a folder for models, firmware and STM32CubeMX projects; content decides, not the name alone. */
export async function findFiles(root: string): Promise<FoundFiles> {
  const found = { models: [] as string[], images: [] as FoundFiles['images'][number][], projectParts: [] as string[] };
  for await (const path of filesBelow(root, deepest)) {
    const ending = extname(path).toLowerCase();
    const bytes = await readOrSkip(path);
    const file = relative(root, path);
    if (bytes === undefined) continue;
    // A .tflite that is none is told so when it is measured; most headers are no model.
    if (ending === '.tflite' || (modelEndings.includes(ending) && isModel(bytes))) found.models.push(file);
    if (imageEndings.includes(ending) && isFirmwareImage(bytes)) found.images.push({ file, part: partInElf(bytes) });
    if (ending === projectEnding) {
      const part = partInIoc(new TextDecoder().decode(bytes));
      if (part !== undefined) found.projectParts.push(part);
    }
  }
  return found;
}

async function* filesBelow(folder: string, levels: number): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && levels > 0 && !skippedFolders.has(entry.name)) yield* filesBelow(path, levels - 1);
    const endings = [...modelEndings, ...imageEndings, projectEnding];
    if (entry.isFile() && endings.includes(extname(entry.name).toLowerCase())) yield path;
  }
}

/** What cannot be read, or is too large, is not measured either. */
async function readOrSkip(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readInputFile(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
