import { appendFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { type CheckReport, type ReportContext, type ReporterName, reporterNames, reporters } from '../index.ts';
import { FileError, writeWhole } from '../node/index.ts';
import { printResult, stdoutHasColor } from './output.ts';

/** One way a check is told: in which format, and where; undefined is stdout. */
export interface ReporterChoice {
  readonly name: ReporterName;
  readonly file: string | undefined;
}

export const reporterHelp = `NAME or NAME=FILE, several times: ${reporterNames.join(', ')} (default: text)`;

/** Collects `--reporter junit=out.xml`. */
export function reporterOption(text: string, before: readonly ReporterChoice[] = []): ReporterChoice[] {
  const [name, ...rest] = text.split('=');
  const known = reporterNames.find((candidate) => candidate === name);
  if (known === undefined) throw new InvalidArgumentError(`'${name}' is none of ${reporterNames.join(', ')}.`);
  const file = rest.length === 0 ? undefined : rest.join('=');
  if (file === '') throw new InvalidArgumentError(`there is no file behind '${name}='.`);
  const choices = [...before, { name: known, file }];
  const printed = choices.filter((choice) => choice.file === undefined);
  if (printed.length > 1 && printed.some((choice) => !reporters[choice.name].sharesOutput)) {
    const names = printed.map((choice) => choice.name).join(' and ');
    throw new InvalidArgumentError(`${names} cannot share stdout: give one of them a file, NAME=FILE.`);
  }
  return choices;
}

/** What is asked for: `--json` is `--reporter json`, and nothing is text. */
export function reporterChoices(
  chosen: readonly ReporterChoice[] | undefined,
  json: boolean | undefined,
): ReporterChoice[] {
  if (json) return reporterOption('json', chosen ?? []);
  return chosen === undefined ? [{ name: 'text', file: undefined }] : [...chosen];
}

/** Tells a check's result in every format asked for: files whole or not at all, then stdout. */
export async function tellCheck(
  report: CheckReport,
  choices: readonly ReporterChoice[],
  configPath: string,
): Promise<void> {
  const root = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const context = { color: false, configFile: relative(root, configPath) };
  for (const { name, file } of choices) {
    if (file !== undefined) await writeWhole(file, `${await rendered(name, report, context)}\n`);
  }
  if (choices.some(({ name }) => name === 'github')) await addToJobSummary(report, context);
  for (const { name, file } of choices) {
    if (file !== undefined) continue;
    const text = await rendered(name, report, { ...context, color: stdoutHasColor() });
    if (text !== '') printResult(text);
  }
}

async function rendered(name: ReporterName, report: CheckReport, context: ReportContext): Promise<string> {
  const render = await reporters[name].load();
  return render(report, context);
}

/** GitHub shows what is appended to this file on the page of the run. */
async function addToJobSummary(report: CheckReport, context: ReportContext): Promise<void> {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  try {
    await appendFile(resolve(path), `${await rendered('markdown', report, context)}\n`);
  } catch (error) {
    const what = `the job summary cannot be written (${(error as Error).message})`;
    throw new FileError({ where: path, what, advice: 'Unset GITHUB_STEP_SUMMARY outside GitHub Actions.' });
  }
}
