import { Command } from '@commander-js/extra-typings';
import { checkBudgets, loadConfig } from '../node/index.ts';
import { checksJson, checksText } from './check-output.ts';
import { exitCodes } from './exit-codes.ts';
import { printResult, stdoutHasColor } from './output.ts';
import { withProgress } from './with-progress.ts';

/** `preflash check`: every budget of the configuration. */
export function checkCommand() {
  return new Command('check')
    .description('hold models and firmware against the budgets of preflash.config.json or package.json#preflash')
    .option('--config <file>', 'the configuration')
    .option('--json', 'print verdicts and reports as JSON')
    .action(async ({ config, json }) => {
      const checked = await withProgress(async (hooks) => checkBudgets(await loadConfig(process.cwd(), config), hooks));
      printResult(json ? checksJson(checked) : checksText(checked, stdoutHasColor()));
      process.exitCode = checked.every(({ verdict }) => verdict.pass) ? exitCodes.ok : exitCodes.exceeded;
    });
}
