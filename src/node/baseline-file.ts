import { dirname, join, resolve } from 'node:path';
import { type Baseline, parseBaseline } from '../budget/baseline.ts';
import type { Budget } from '../budget/config.ts';
import { ConfigError } from '../budget/errors.ts';
import { displayPath, type LoadedConfig } from './config-file.ts';
import { FileError } from './errors.ts';
import { readInputFile } from './files.ts';

/** Where a baseline is kept unless the configuration says otherwise. */
const defaultName = 'preflash.baseline.json';

/** A baseline and what it was read from, for reports. */
export interface LoadedBaseline {
  readonly source: string;
  readonly content: Baseline;
}

/** Path of the baseline of a configuration. */
export const baselinePath = ({ path, baseline = defaultName }: LoadedConfig): string =>
  resolve(dirname(path), baseline);

/**
 * The baseline at `named`, or that of the configuration.
 *
 * @returns undefined when there is none and no limit needs one
 * @throws ConfigError when a limit on growth has nothing to be measured against, or the file is damaged
 */
export async function loadBaseline(
  config: LoadedConfig,
  named: string | undefined = undefined,
): Promise<LoadedBaseline | undefined> {
  const path = named ?? baselinePath(config);
  try {
    const text = new TextDecoder().decode(await readInputFile(path));
    const source = displayPath(path);
    return { source, content: parseBaseline(text, source) };
  } catch (error) {
    const mayBeMissing = named === undefined && config.baseline === undefined;
    if (!(error instanceof FileError) || !mayBeMissing) throw error;
    const growing = config.budgets.flatMap(growthLimits)[0];
    if (growing === undefined) return undefined;
    throw noBaseline(config, growing);
  }
}

const growthLimits = ({ limits }: Budget) => limits.filter(({ bound }) => bound.kind.startsWith('growth'));

function noBaseline(config: LoadedConfig, { text, path }: ReturnType<typeof growthLimits>[number]): ConfigError {
  const at = config.locate(path);
  const file = displayPath(config.path);
  return new ConfigError({
    where: at === undefined ? file : `${file}:${at.line}:${at.column}`,
    what: `"${text}" is growth against a baseline, and there is no ${join(dirname(file), defaultName)}`,
    advice: 'Save one with `preflash baseline`, or compare with a branch: `preflash check --against main`.',
  });
}
