import { join } from 'node:path';
import { type Budget, parseConfig } from '../budget/config.ts';
import { ConfigError } from '../budget/errors.ts';
import { FileError } from './errors.ts';
import { readInputFile } from './files.ts';

/** Where a configuration is looked for, in this order. */
const configFileName = 'preflash.config.json';
const packageFileName = 'package.json';

/** Budgets and the file they were read from; paths in them are relative to that file. */
export interface LoadedConfig {
  readonly path: string;
  readonly budgets: readonly Budget[];
}

/**
 * The budgets of `path`, or of `preflash.config.json`, or of the `preflash` key of `package.json` in `directory`.
 *
 * @throws ConfigError when there is none, or it does not say what to check
 */
export async function loadConfig(directory: string, path?: string): Promise<LoadedConfig> {
  const named = path ?? join(directory, configFileName);
  const config = await readJson(named, path === undefined);
  if (config !== undefined) return { path: named, budgets: parseConfig(config, named) };

  const packagePath = join(directory, packageFileName);
  const section = ((await readJson(packagePath, true)) as { preflash?: unknown } | undefined)?.preflash;
  if (section !== undefined) return { path: packagePath, budgets: parseConfig(section, `${packagePath}#preflash`) };
  throw new ConfigError({
    where: directory,
    what: `there is no ${configFileName}, and no "preflash" in a ${packageFileName}`,
    advice: 'Write one, name one with --config, or measure a single file: preflash run FILE --device ID.',
  });
}

async function readJson(path: string, mayBeMissing: boolean): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(await readInputFile(path)));
  } catch (error) {
    if (mayBeMissing && error instanceof FileError && error.what === 'there is no such file') return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    throw new ConfigError({ where: path, what: `this is not JSON (${error.message})`, advice: 'Correct the syntax.' });
  }
}
