import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Compiled objects by the hash of all that went into them. */
export interface ObjectCache {
  /** Copies the object of `key` to `path`; false when the cache does not have it. */
  fetch(key: string, path: string): Promise<boolean>;
  /** Keeps the object at `path` under `key`. A reader sees the whole of it or nothing. */
  store(key: string, path: string): Promise<void>;
}

/** Where preflash keeps what it can make again: `PREFLASH_CACHE_DIR`, `XDG_CACHE_HOME/preflash` or `~/.cache/preflash`. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const { PREFLASH_CACHE_DIR: own, XDG_CACHE_HOME: shared } = environment;
  if (own) return own;
  return join(shared || join(homedir(), '.cache'), 'preflash');
}

/** SHA-256 over the parts and their borders: `['ab', 'c']` and `['a', 'bc']` differ. */
export function cacheKey(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

/** A cache in `directory`, which is made when the first object is stored. Several processes may share it. */
export function objectCache(directory: string): ObjectCache {
  const pathOf = (key: string): string => join(directory, 'objects', key.slice(0, 2), `${key}.o`);
  return {
    async fetch(key, path) {
      try {
        await copyFile(pathOf(key), path);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    },
    async store(key, path) {
      const kept = pathOf(key);
      const unfinished = `${kept}.${randomUUID()}.tmp`;
      await mkdir(dirname(kept), { recursive: true });
      try {
        await copyFile(path, unfinished);
        await rename(unfinished, kept);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
  };
}
