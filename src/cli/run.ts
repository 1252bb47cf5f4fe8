import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { accumulators, kernelSets, type OptimizationLevel, optimizationLevels, renderers, topTable } from '../index.ts';
import { defaultKernels, defaultMaxCycles, defaultOpt } from '../node/index.ts';
import { cyclesOption } from './cycles-option.ts';
import { exitCodes } from './exit-codes.ts';
import { printResult, stdoutHasColor } from './output.ts';
import { runLevels } from './run-levels.ts';
import { engines, runOnce } from './run-once.ts';
import { withProgress } from './with-progress.ts';

/** `preflash run`: what one model or firmware image costs on a part. */
export function runCommand() {
  return new Command('run')
    .description('flash, RAM and cycles of a model or a firmware image on a part')
    .argument('<file>', 'a .tflite or NNoM weights.h, or your own firmware as ELF or Intel HEX; told apart by content')
    .requiredOption(
      '--device <id>',
      'the part; `preflash devices` lists them. Or the path of your own part file, as ./mypart.json',
    )
    .addOption(
      new Option('--kernels <set>', 'kernels of the firmware built around a model')
        .choices(kernelSets)
        .default(defaultKernels),
    )
    .option(
      '--opt <levels>',
      `optimisation level of that firmware: ${optimizationLevels.join(', ')}; several with commas, side by side`,
      levelsOption,
      [defaultOpt],
    )
    .addOption(
      new Option('--accumulator <type>', "of a weights.h: what NNoM's sums are kept in; `int` has 16 bits on AVR")
        .choices(accumulators)
        .default('int32' as const),
    )
    .option('--input <file>', 'input of the model: .npy, or raw little-endian bytes (default: seeded random)')
    .option(
      '--region <function>',
      'in your own firmware: measure the calls of this C or C++ function; NAME#2 is its second call',
    )
    .option('--layers-of <function>', 'in your own firmware: what this function calls are the layers')
    .option('--uart <name>', 'where the firmware uses several UARTs: the one that is connected, such as USART2')
    .option('--uart-in <file>', 'what the firmware receives by UART')
    .option('--conversation <file>', 'talk to the firmware by UART as this file says: docs/conversation.md')
    .option('--uart-out <file>', 'where to write what it sends by UART')
    .option('--profile-out <file>', 'follow every call, and write a profile for https://speedscope.app')
    .option('--top <n>', 'follow every call, and list the n functions that take most cycles', countOption)
    .addOption(
      new Option('--engine <engine>', 'simulate the firmware, or estimate from the model alone, in milliseconds')
        .choices(engines)
        .default('simulate' as const),
    )
    .option('--profile <profile>', 'estimate: the cost profile, by name (docs/profiles.md) or path of your own')
    .option('--data <dir>', 'estimate: answer this data set, too: IDX, .npy, or folders of PNG, with labels')
    .option('--max-cycles <n>', 'give up after this many cycles', cyclesOption, defaultMaxCycles)
    .option('--json', 'print the report as JSON')
    .action(async (file, { opt: levels, top, ...options }) => {
      if (levels.length > 1) {
        process.exitCode = await withProgress((hooks) =>
          runLevels((opt) => runOnce({ file, opt, top, ...options, ...hooks }), levels, !!options.json),
        );
        return;
      }
      const opt = levels[0] ?? defaultOpt;
      const report = await withProgress((hooks) => runOnce({ file, opt, top, ...options, ...hooks }));
      const render = await renderers[options.json ? 'json' : 'text']();
      printResult(render(report, { color: stdoutHasColor() }));
      if (top !== undefined && !options.json) printResult(`\n${topTable(report, top)}`);
      process.exitCode = report.verdict.pass ? exitCodes.ok : exitCodes.exceeded;
    });
}

/** One level, or several with commas between them. */
function levelsOption(text: string): OptimizationLevel[] {
  return text.split(',').map((part) => {
    const level = optimizationLevels.find((known) => known === part.trim());
    if (level !== undefined) return level;
    throw new InvalidArgumentError(`'${part}' is none of ${optimizationLevels.join(', ')}.`);
  });
}

function countOption(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 up.');
}
