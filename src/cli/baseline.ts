import { Command } from '@commander-js/extra-typings';
import { combinedExitCode, exitCodes, renderChangesText } from '../index.ts';
import {
  baselineAtRef,
  baselinePath,
  checkBudgets,
  displayPath,
  type LoadedConfig,
  loadConfig,
  type MeasureHooks,
  measureBaseline,
  saveBaseline,
} from '../node/index.ts';
import { cacheFlags, chosenCache } from './cache-options.ts';
import { printResult } from './output.ts';
import { withProgress } from './with-progress.ts';

/** `preflash baseline`: what growth is measured against. */
export function baselineCommand() {
  return new Command('baseline')
    .description('save what the budgets measure now, or compare it with a git commit that is built beside the project')
    .option('--config <file>', 'the configuration; the nearest here or above unless given')
    .option('--output <file>', 'where to save it (default: preflash.baseline.json beside the configuration)')
    .option('--ref <commit>', 'save what this commit measures, not the files as they are')
    .option('--against <commit>', 'save nothing; print what changed since this commit')
    .option('--json', 'print JSON')
    .option(...cacheFlags.jobs)
    .option(...cacheFlags.noCache)
    .option(...cacheFlags.cacheDir)
    .action(async ({ config: file, output, ref, against, json, cache, cacheDir, jobs }) => {
      const config = await loadConfig(process.cwd(), file);
      const options = { cache: chosenCache(cache, cacheDir), jobs };
      if (against === undefined) await save(config, { ...options, ref, output }, json === true);
      else await printChanges(config, { ...options, against }, json === true);
    });
}

async function save(
  config: LoadedConfig,
  {
    ref,
    output = baselinePath(config),
    ...options
  }: MeasureHooks & { ref: string | undefined; output?: string | undefined },
  json: boolean,
): Promise<void> {
  const baseline = await withProgress(async (hooks) =>
    ref === undefined
      ? measureBaseline(config, { ...options, ...hooks })
      : (await baselineAtRef(config, ref, { ...options, ...hooks })).content,
  );
  await saveBaseline(output, baseline);
  const saved = `saved ${baseline.budgets.length} budgets in ${displayPath(output)}`;
  printResult(json ? JSON.stringify(baseline, null, 2) : saved);
}

/** What changed is no verdict: only what could not be measured is told by the exit code. */
async function printChanges(
  config: LoadedConfig,
  { against, ...options }: MeasureHooks & { against: string },
  json: boolean,
): Promise<void> {
  const report = await withProgress(async (hooks) => {
    const baseline = await baselineAtRef(config, against, { ...options, ...hooks });
    return checkBudgets(config, { ...options, ...hooks, baseline });
  });
  printResult(json ? JSON.stringify(report, null, 2) : renderChangesText(report));
  process.exitCode = combinedExitCode(report.budgets.map(({ failure }) => failure?.exitCode ?? exitCodes.ok));
}
