import { existsSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { Budget } from '../../budget/config.ts';
import { ConfigError } from '../../budget/errors.ts';
import { bytesLimit, durationLimit } from '../../budget/headroom.ts';
import type { Outcome } from '../../report/check/build-check.ts';
import type { Report } from '../../report/schema.ts';
import { writeWhole } from '../files.ts';
import { type MeasureHooks, measureBudgets } from '../measure-budgets.ts';
import { type FoundFiles, findFiles } from './find-files.ts';

export interface InitOptions extends MeasureHooks {
  /** Parts to measure for, where the files do not say. */
  readonly devices: readonly string[];
  /** How much more than today's figures the limits allow; 0.1 is 10 %. */
  readonly headroom: number;
  /** Whether a configuration that is there may be replaced. */
  readonly force: boolean;
}

/** What was written, and what was found but could not be measured. */
export interface InitResult {
  readonly path: string;
  readonly budgets: readonly {
    readonly name: string;
    readonly device: string;
    readonly limits: Record<string, string>;
  }[];
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

const configName = 'preflash.config.json';

/**
 * Writes a configuration for what a folder has: a budget for each model and image on its part, with today's figures and
 * some headroom as limits.
 *
 * @throws ConfigError when there is one already, nothing to measure, no part, or nothing that can be measured
 */
export async function initConfig(folder: string, options: InitOptions): Promise<InitResult> {
  const path = join(folder, configName);
  if (existsSync(path) && !options.force) {
    throw new ConfigError({ where: path, what: 'it is already there', advice: 'Replace it with --force.' });
  }
  const candidates = candidatesOf(await findFiles(folder), options.devices, folder);
  const ordered = candidates.map((budget, order) => ({ order, budget }));
  const outcomes = await measureBudgets(ordered, { path }, options);
  const measured = outcomes.flatMap((outcome) => ('measurement' in outcome ? [outcome] : []));
  const leftOut = outcomes.flatMap((outcome) => ('failure' in outcome ? [whyLeftOut(outcome)] : []));
  if (measured.length === 0) throw nothingMeasured(folder, leftOut);
  const sections = measured.map(({ budget, measurement }) => sectionOf(budget, measurement.report, options.headroom));
  const schema = schemaPath(folder);
  const config = { ...(schema !== undefined && { $schema: schema }), budgets: sections };
  await writeWhole(path, `${JSON.stringify(config, null, 2)}\n`);
  return { path, budgets: sections, leftOut };
}

/** Every file on every part it may be for. */
function candidatesOf(
  { models, images, projectParts }: FoundFiles,
  asked: readonly string[],
  folder: string,
): Budget[] {
  if (models.length + images.length === 0) {
    const what = 'no model (.tflite, weights.h) and no firmware (.elf, .axf, .out) was found here';
    throw new ConfigError({ where: folder, what, advice: 'Run it in the folder of the project, after a build.' });
  }
  const known = [...new Set([...projectParts, ...images.flatMap(({ part }) => part ?? [])])];
  const partsOf = (own: string | undefined): readonly string[] => {
    if (asked.length > 0) return asked;
    return own === undefined ? known : [own];
  };
  const files = [...images, ...models.map((file) => ({ file, part: undefined }))];
  const pairs = files.flatMap(({ file, part }) => partsOf(part).map((device) => ({ file, device })));
  if (pairs.length === 0) {
    const what = 'neither an ELF nor an .ioc says which part this is for';
    throw new ConfigError({ where: folder, what, advice: 'Name it: preflash init --device ID.' });
  }
  return pairs.map((pair) => ({ ...pair, name: nameOf(pair, pairs), limits: [], path: [] }));
}

/** The file's name, as long as it must be to tell budgets apart. */
function nameOf(pair: { file: string; device: string }, all: readonly { file: string; device: string }[]): string {
  const short = (file: string) => basename(file, extname(file));
  const sameShort = new Set(all.filter(({ file }) => short(file) === short(pair.file)).map(({ file }) => file));
  const sameFile = all.filter(({ file }) => file === pair.file);
  const name = sameShort.size > 1 ? pair.file : short(pair.file);
  return sameFile.length > 1 ? `${name} on ${pair.device}` : name;
}

function sectionOf({ name, file, device }: Budget, report: Report, headroom: number) {
  const isWholeRun = report.model === null && report.provenance.region === null;
  const limits = {
    flash: bytesLimit(report.flash.totalBytes, headroom),
    ram: bytesLimit(report.ram.totalBytes, headroom),
    // Of a whole run the time says little: start-up and waiting are in it.
    ...(!isWholeRun && { latency: durationLimit(report.latencyMs, headroom) }),
  };
  return { name, [report.model === null ? 'image' : 'model']: file, device, limits };
}

const whyLeftOut = ({ budget, failure }: Extract<Outcome, { failure: unknown }>) => ({
  name: budget.name,
  why: `${failure.message}. ${failure.advice}`,
});

function nothingMeasured(folder: string, leftOut: InitResult['leftOut']): ConfigError {
  const what = `nothing that was found can be measured:\n${leftOut.map(({ name, why }) => `${name}: ${why}`).join('\n')}`;
  return new ConfigError({
    where: folder,
    what,
    advice: 'See what preflash run FILE --device ID says.',
    kind: 'unsupported',
  });
}

/** Where editors find the schema, when preflash is a package of the project. */
function schemaPath(folder: string): string | undefined {
  const inPackage = join('node_modules', 'preflash', 'src', 'budget', 'config.schema.json');
  for (let directory = folder; directory !== dirname(directory); directory = dirname(directory)) {
    if (existsSync(join(directory, inPackage))) return relative(folder, join(directory, inPackage));
  }
  return undefined;
}
