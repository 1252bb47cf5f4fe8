import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { createJiti } from 'jiti';
import { lilconfig } from 'lilconfig';
import { type Config, parseConfig } from '../budget/config.ts';
import { ConfigError } from '../budget/errors.ts';
import { type Locate, locateInJson, locateInModule } from '../budget/locate.ts';
import { readInputFile } from './files.ts';

const jsonName = 'preflash.config.json';
const packageName = 'package.json';
/** What a configuration can be called; the first that is there is taken. */
export const configNames = ['preflash.config.ts', 'preflash.config.js', 'preflash.config.mjs', jsonName, packageName];

/** A configuration and the file it was read from; paths in it are relative to that file. */
export interface LoadedConfig extends Config {
  readonly path: string;
  readonly sha256: string;
  /** Where its values stand in the file. */
  readonly locate: Locate;
}

/**
 * The configuration at `path`, or the nearest in `directory` or above it: `preflash.config.{ts,js,mjs,json}`, or the
 * `preflash` key of a `package.json`.
 *
 * @throws ConfigError when there is none, or naming file and line of all that is wrong in it
 */
export async function loadConfig(directory: string, path?: string): Promise<LoadedConfig> {
  if (path !== undefined) return readConfig(path);
  const found = await findConfig(directory);
  if (found !== undefined) return readConfig(found);
  throw new ConfigError({
    where: directory,
    what: `there is no ${jsonName} (or .ts, .js) and no "preflash" in a ${packageName}, here or above`,
    advice:
      'Let `preflash init` write one, name one with --config, or measure a single file: preflash run FILE --device ID.',
  });
}

/** Search does not read modules: they are code, and run once. */
async function findConfig(directory: string): Promise<string | undefined> {
  const untouched = (path: string): string => path;
  const json = (path: string, text: string): unknown =>
    basename(path) === packageName ? packageSection(text) : untouched(path);
  const searcher = lilconfig('preflash', {
    searchPlaces: [...configNames],
    stopDir: '/',
    // An empty file is a mistake in it, not a reason to look further up.
    ignoreEmptySearchPlaces: false,
    packageProp: [],
    loaders: { '.ts': untouched, '.js': untouched, '.mjs': untouched, '.json': json },
    cache: false,
  });
  return (await searcher.search(await realpath(directory)))?.filepath;
}

/** Undefined, and the search goes on, unless a package.json has a section for preflash. */
function packageSection(text: string): unknown {
  try {
    return (JSON.parse(text) as { preflash?: unknown } | null)?.preflash;
  } catch {
    return undefined;
  }
}

async function readConfig(path: string): Promise<LoadedConfig> {
  const bytes = await readInputFile(path);
  const text = new TextDecoder().decode(bytes);
  const shown = displayPath(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const isModule = /\.[cm]?[jt]s$/.test(path);
  const { value, locate, where } = isModule ? await readModule(path, text, shown) : readJson(path, text, shown);
  return { ...parseConfig(value, where, locate), path: resolve(path), sha256, locate };
}

/** As short as it can be said from here. */
export function displayPath(path: string, from: string = process.cwd()): string {
  const shorter = relative(from, path);
  return shorter === '' || shorter.startsWith(join('..', '..')) ? path : shorter;
}

interface ReadConfig {
  readonly value: unknown;
  readonly locate: Locate;
  readonly where: string;
}

function readJson(path: string, text: string, where: string): ReadConfig {
  const locate = jsonPositions(text, where);
  const value: unknown = JSON.parse(text);
  if (basename(path) !== packageName) return { value, locate, where };
  const section = (value as { preflash?: unknown } | null)?.preflash;
  if (section !== undefined) return { value: section, locate: (inner) => locate(['preflash', ...inner]), where };
  const advice = 'Add one, or name another file with --config.';
  throw new ConfigError({ where, what: 'there is no "preflash" in it', advice });
}

function jsonPositions(text: string, where: string): Locate {
  try {
    JSON.parse(text);
    return locateInJson(text);
  } catch (error) {
    throw new ConfigError({ where: syntaxPlace(text, where), what: 'this is not JSON', advice: syntaxAdvice(error) });
  }
}

/** JSON.parse has the better message, and momoa the line. */
function syntaxPlace(text: string, where: string): string {
  try {
    locateInJson(text);
    return where;
  } catch (error) {
    const { line, column, message } = error as { line?: number; column?: number; message: string };
    if (line === undefined || message.includes('end of input')) return `${where}:${endOf(text)}`;
    return `${where}:${line}:${column}`;
  }
}

/** The library does not say where an end is that comes too early. */
function endOf(text: string): string {
  const lines = text.split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

const syntaxAdvice = (error: unknown): string => `Correct the syntax: ${(error as Error).message}.`;

async function readModule(path: string, text: string, where: string): Promise<ReadConfig> {
  try {
    const jiti = createJiti(dirname(resolve(path)), { moduleCache: false, fsCache: false });
    const value = await jiti.import(resolve(path), { default: true });
    return { value, locate: locateInModule(text), where };
  } catch (error) {
    const [what = ''] = String((error as Error).message).split('\n');
    throw new ConfigError({ where, what: `it cannot be run (${what})`, advice: 'Correct it; node runs it as it is.' });
  }
}
