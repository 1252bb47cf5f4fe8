import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Tally } from '../estimate/tally.ts';
import { writeWhole } from './files.ts';
import { cacheDirectory } from './object-cache.ts';

/** Parts of a long evaluation that are done, kept on the disk until all are. */
export interface KeptTallies {
  /** By number of the part. */
  readonly done: ReadonlyMap<number, Tally>;
  /** Keeps one more. */
  keep(part: number, tally: Tally): Promise<void>;
  /** There is nothing to resume any more. */
  forget(): Promise<void>;
}

/**
 * What an interrupted evaluation has left behind.
 * @param key hash of everything that the answers depend on
 */
export async function keptTallies(key: string, directory = cacheDirectory()): Promise<KeptTallies> {
  const path = join(directory, 'evaluations', `${key}.json`);
  const done = new Map(await read(path));
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, JSON.stringify([...done]));
  };
  return {
    done,
    keep(part, tally) {
      done.set(part, tally);
      writing = writing.then(write);
      return writing;
    },
    async forget() {
      await writing;
      await rm(path, { force: true });
    },
  };
}

/** What cannot be read is done again. */
async function read(path: string): Promise<[number, Tally][]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as [number, Tally][];
  } catch {
    return [];
  }
}
