import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { PreflashError, parseShard, type Shard } from '../index.ts';
import { baselineAtRef, checkBudgets, loadBaseline, loadConfig } from '../node/index.ts';
import { cacheFlags, chosenCache } from './cache-options.ts';
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
    .option('--against <commit>', 'measure growth against this git commit, built beside the project')
    .option('--strict', "fail, too, where a limit lies inside an estimate's band or growth has no baseline")
    .option('--shard <n/m>', 'only this part of the budgets: 2/8; preflash merge joins the JSON of all', shardOption)
    .option('--reporter <name>', reporterHelp, reporterOption)
    .option('--json', 'the same as --reporter json')
    .option(...cacheFlags.jobs)
    .option(...cacheFlags.noCache)
    .option(...cacheFlags.cacheDir)
    .action(async ({ config: file, baseline: named, against, reporter, json, cache, cacheDir, ...options }) => {
      const choices = reporterChoices(reporter, json);
      const config = await loadConfig(process.cwd(), file);
      const report = await withProgress(async (hooks) => {
        const measuring = { ...options, ...hooks, cache: chosenCache(cache, cacheDir) };
        const baseline =
          against === undefined ? await loadBaseline(config, named) : await baselineAtRef(config, against, measuring);
        return checkBudgets(config, { ...measuring, baseline });
      });
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
