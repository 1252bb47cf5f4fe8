import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { mergeChecks, parseCheckReport } from '../index.ts';
import { readInputFile } from '../node/index.ts';
import { reporterChoices, reporterHelp, reporterOption, tellCheck } from './check-reporters.ts';

/** `preflash merge`: one verdict of a check that ran in several jobs. */
export function mergeCommand() {
  return new Command('merge')
    .description('join the JSON results of every preflash check --shard N/M into one verdict')
    .argument('<file...>', 'what each shard wrote with --reporter json=FILE')
    .option('--reporter <name>', reporterHelp, reporterOption)
    .option('--json', 'the same as --reporter json')
    .action(async (files, { reporter, json }) => {
      const results = await Promise.all(
        files.map(async (file) => {
          const text = new TextDecoder().decode(await readInputFile(file));
          return { file, report: parseCheckReport(text, file) };
        }),
      );
      const report = mergeChecks(results);
      await tellCheck(report, reporterChoices(reporter, json), resolve(report.config.file));
      process.exitCode = report.exitCode;
    });
}
