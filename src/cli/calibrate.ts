import { Command, Option } from '@commander-js/extra-typings';
import { formatPercent, kernelSets, optimizationLevels } from '../index.ts';
import { calibrateFiles, defaultKernels, defaultMaxCycles, defaultOpt, writeWhole } from '../node/index.ts';
import { cyclesOption } from './cycles-option.ts';
import { printResult } from './output.ts';
import { withProgress } from './with-progress.ts';

/** `preflash calibrate`: fits a cost profile to models, or to firmware of one's own. */
export function calibrateCommand() {
  return new Command('calibrate')
    .description('fit a cost profile for --engine estimate: to models, or to your own firmware with models inside')
    .argument(
      '<files...>',
      'at least three models of different shape (.tflite, weights.h), or ELF files: with a .tflite linked in, or of NNoM ' +
        'with NAME.weights.h or weights.h beside NAME.elf',
    )
    .requiredOption('--device <id>', 'the part; `preflash devices` lists them')
    .requiredOption('--out <file>', 'where to write the profile')
    .addOption(
      new Option('--kernels <set>', 'kernels of the firmware: of your own, what it was built with')
        .choices(kernelSets)
        .default(defaultKernels),
    )
    .addOption(
      new Option('--opt <level>', 'optimisation level of the firmware').choices(optimizationLevels).default(defaultOpt),
    )
    .option('--id <name>', 'name of the profile; made of part, firmware and level unless given')
    .option('--firmware <name>', 'name of your own firmware, for the reports')
    .option('--compiler <name>', 'its compiler')
    .option('--region <function>', 'in it: the function that is one inference; NAME#1 measures its first call alone')
    .option('--max-cycles <n>', 'give up on a file after this many cycles', cyclesOption, defaultMaxCycles)
    .action(async (files, { out, ...options }) => {
      const leftOut: string[] = [];
      const onLeftOut = (name: string, why: string, of: 'everything' | 'cycles'): void =>
        void leftOut.push(`${of === 'cycles' ? 'of the fit of cycles ' : ''}${name}: ${why}`);
      const fitted = withProgress((hooks) => calibrateFiles({ files, ...options, onLeftOut, ...hooks }));
      const profile = await fitted.finally(() => {
        for (const line of leftOut) process.stderr.write(`preflash: left out ${line}\n`);
      });
      await writeWhole(out, `${JSON.stringify(profile)}\n`);
      printResult(summary(profile.heldOut, out));
    });
}

type HeldOut = Awaited<ReturnType<typeof calibrateFiles>>['heldOut'];

function summary(heldOut: HeldOut, out: string): string {
  const { models } = heldOut;
  const answering = (answer: string) => models.filter((model) => model.answer === answer).length;
  const [other, unknown] = [answering('other'), answering('unknown')];
  return [
    `Fitted to ${models.length - other} networks. On each, when it is left out and the others are fitted:`,
    `  total cycles    median error ${formatPercent(heldOut.totalMedianError)}, worst ${formatPercent(heldOut.totalWorstError)}`,
    `  cycles per MAC  median error ${formatPercent(heldOut.baselineMedianError)}, worst ${formatPercent(heldOut.baselineWorstError)}`,
    `  layers          median error ${formatPercent(heldOut.layerMedianError)}; ${formatPercent(heldOut.layerBandCoverage)} in their band`,
    `  flash and RAM   worst error ${formatPercent(heldOut.flashWorstError)} and ${formatPercent(heldOut.ramWorstError)}`,
    ...(other > 0 ? [`Flash and RAM are fitted to ${other} more, which answer otherwise than their models say.`] : []),
    ...(unknown > 0 ? [`Of ${unknown} nothing tells the answer: it was not compared with what the model says.`] : []),
    '',
    `preflash run MODEL --engine estimate --profile ${out} --device ...`,
  ].join('\n');
}
