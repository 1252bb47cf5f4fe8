import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { type ComparisonFormat, comparisonFormats, kernelSets, layerFormats, optimizationLevels } from '../index.ts';
import { compareFiles, defaultKernels, defaultOpt, writeWhole } from '../node/index.ts';
import { exitCodes } from './exit-codes.ts';
import { printResult } from './output.ts';
import { engines } from './run-once.ts';
import { withProgress } from './with-progress.ts';

const formatNames = Object.keys(comparisonFormats) as ComparisonFormat[];

/** `preflash compare`: variants of one network side by side. */
export function compareCommand() {
  return new Command('compare')
    .description('variants side by side: accuracy, file size, flash, RAM, cycles, latency and energy')
    .argument('<file...>', 'models, or firmware as ELF or Intel HEX')
    .requiredOption('--device <ids>', 'the part; several with commas', (text) => text.split(','))
    .option('--kernels <sets>', `kernels: ${kernelSets.join(', ')}; several with commas`, listOf(kernelSets), [
      defaultKernels,
    ])
    .option(
      '--opt <levels>',
      `optimisation level: ${optimizationLevels.join(', ')}; several with commas`,
      listOf(optimizationLevels),
      [defaultOpt],
    )
    .addOption(
      new Option('--engine <engine>', 'simulate the firmware, or estimate from the model alone, in milliseconds')
        .choices(engines)
        .default('simulate' as const),
    )
    .option('--profile <profile>', 'estimate: the cost profile, by name (docs/profiles.md) or path of your own')
    .option('--layers', 'also the cycles of every layer, side by side: text, markdown; json and html have them')
    .option('--data <path>', 'inputs with labels that every model answers: IDX, .npy or PNG files, or their directory')
    .addOption(new Option('--format <format>', 'what to print').choices(formatNames).default('text' as const))
    .option('--json', 'the same as --format json')
    .option('--report <file>', 'also write the comparison as a page: report.html')
    .action(async (files, options, command) => {
      const { device: devices, opt: levels, kernels, engine, profile, layers, data, json, report } = options;
      const format = json ? 'json' : options.format;
      if (layers && format === 'csv') command.error('--layers has no place in csv: take --json');
      const rows = await withProgress((hooks) =>
        compareFiles({ files, devices, kernels, levels, engine, costProfile: profile, data, ...hooks }),
      );
      if (report !== undefined) await writeWhole(report, comparisonFormats.html(rows));
      printResult(comparisonFormats[format](rows));
      if (layers && (format === 'text' || format === 'markdown')) printResult(`\n${layerFormats[format](rows)}`);
      process.exitCode = rows.some((row) => 'report' in row && row.report.verdict.pass)
        ? exitCodes.ok
        : exitCodes.exceeded;
    });
}

/** Reads a comma-separated list of known words. */
function listOf<Word extends string>(known: readonly Word[]): (text: string) => Word[] {
  return (text) =>
    text.split(',').map((part) => {
      const word = known.find((candidate) => candidate === part.trim());
      if (word !== undefined) return word;
      throw new InvalidArgumentError(`'${part}' is none of ${known.join(', ')}.`);
    });
}
