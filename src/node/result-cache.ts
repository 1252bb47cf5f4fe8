import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { get, put } from 'cacache';
import type { Measurement } from '../report/check/causes.ts';
import { findAvrToolchain } from './avr-toolchain.ts';
import { cacheDirectory } from './object-cache.ts';
import { findToolchain } from './toolchain.ts';

/** Measurements by the hash of all that went into them. Several processes may share one; a reader sees all or nothing. */
export interface ResultCache {
  /** Undefined where there is none, or it was made with a compiler that is not the one that is here now. */
  fetch(key: string): Promise<Measurement | undefined>;
  store(key: string, measurement: Measurement): Promise<void>;
}

/** The cache in `directory`: where CI keeps it, or preflash's own (`PREFLASH_CACHE_DIR`). */
export function resultCache(directory: string = cacheDirectory()): ResultCache {
  const place = join(directory, 'results');
  return {
    async fetch(key) {
      const measurement = await read(place, key);
      return measurement !== undefined && (await compilerIsTheSame(measurement)) ? measurement : undefined;
    },
    async store(key, measurement) {
      try {
        await put(place, key, gzipSync(JSON.stringify(measurement)));
      } catch (error) {
        // A full disk or a read-only directory costs time on the next run, not this result.
        if (!isSystemError(error)) throw error;
      }
    },
  };
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'code' in error;

/** An entry that is damaged or cannot be read is as good as none: the budget is measured again. */
async function read(place: string, key: string): Promise<Measurement | undefined> {
  try {
    const { data } = await get(place, key);
    return JSON.parse(gunzipSync(data).toString()) as Measurement;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** The hash cannot know the compiler: only firmware without a prebuilt image needs one. */
async function compilerIsTheSame({ report }: Measurement): Promise<boolean> {
  const { firmware } = report.provenance;
  if (firmware.origin !== 'compiled') return true;
  try {
    const { version } = await (firmware.kernels === 'nnom' ? findAvrToolchain() : findToolchain());
    return version === firmware.compiler;
  } catch {
    return false;
  }
}
