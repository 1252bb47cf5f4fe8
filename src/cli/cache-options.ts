import { InvalidArgumentError } from '@commander-js/extra-typings';
import { type ResultCache, resultCache } from '../node/index.ts';

/** Flags of every command that measures budgets. */
export const cacheFlags = {
  jobs: ['--jobs <n>', 'measure so many at once (default: the cores of this machine)', jobsOption],
  noCache: ['--no-cache', 'measure everything again'],
  cacheDir: ['--cache-dir <dir>', 'where results are kept (default: PREFLASH_CACHE_DIR or ~/.cache/preflash)'],
} as const;

/** The cache that is asked for; undefined for none. */
export const chosenCache = (cache: boolean, directory: string | undefined): ResultCache | undefined =>
  cache ? resultCache(directory) : undefined;

/** A whole number of threads, at least one. */
function jobsOption(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number, 1 or more, is wanted.');
}
