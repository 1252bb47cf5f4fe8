import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { PreflashError, parseShard, type Shard } from '../index.ts';
import { checkBudgets, loadBaseline, loadConfig, resultCache } from '../node/index.ts';
import { reporterChoices, reporterHelp, reporterOption, tellCheck } from './check-reporters.ts';
import { withProgress } from './with-progress.ts';

/** `preflash check`: every budget of the configuration. */
export function checkCommand() {
  return new Command('check')
    .description(
      'hold models and firmware against the budgets of preflash.config.{ts,js,json} or package.json#preflash',
    )
    .option('--config <file>', 'the configuration; the nearest here or above unless given')
    .option('--baseline <file>', 'what growth is measured against (default: preflash.baseline.json beside it)')
    .option('--strict', "fail, too, where a limit lies inside an estimate's band or growth has no baseline")
    .option('--shard <n/m>', 'only this part of the budgets: 2/8; preflash merge joins the JSON of all', shardOption)
    .option('--reporter <name>', reporterHelp, reporterOption)
    .option('--json', 'the same as --reporter json')
    .option('--jobs <n>', 'measure so many at once (default: the cores of this machine)', jobsOption)
    .option('--no-cache', 'measure everything again')
    .option('--cache-dir <dir>', 'where results are kept (default: PREFLASH_CACHE_DIR or ~/.cache/preflash)')
    .action(async ({ config: configFile, baseline: baselineFile, reporter, json, cache, cacheDir, ...options }) => {
      const choices = reporterChoices(reporter, json);
      const config = await loadConfig(process.cwd(), configFile);
      const report = await withProgress(async (hooks) =>
        checkBudgets(config, {
          ...options,
          ...hooks,
          baseline: await loadBaseline(config, baselineFile),
          cache: cache ? resultCache(cacheDir) : undefined,
        }),
      );
      await tellCheck(report, choices, config.path);
      process.exitCode = report.exitCode;
    });
}

function shardOption(text: string): Shard {
  try {
    return parseShard(text);
  } catch (error) {
    if (!(error instanceof PreflashError)) throw error;
    throw new InvalidArgumentError(`${error.what}. ${error.advice}`);
  }
}

/** A whole number of threads, at least one. */
function jobsOption(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number, 1 or more, is wanted.');
}
