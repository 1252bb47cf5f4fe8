import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { rangeRules, renderConversion } from '../index.ts';
import { convertFile, defaultCalibrationInputs, writeWhole } from '../node/index.ts';
import { printResult, stdoutHasColor } from './output.ts';
import { withProgress } from './with-progress.ts';

/** `preflash convert`: a float network for the runtime of 8-bit parts. */
export function convertCommand() {
  return new Command('convert')
    .description('a float .tflite as weights.h for NNoM, with q7 formats chosen from data')
    .argument('<file>', 'a float .tflite')
    .addOption(new Option('--to <format>', 'what to write').choices(['nnom'] as const).makeOptionMandatory())
    .requiredOption('--calibration <path>', 'data to choose formats from: IDX, .npy or PNG files, or their directory')
    .option('--inputs <n>', 'how many inputs of it to use', inputsOption, defaultCalibrationInputs)
    .addOption(
      new Option('--ranges <rule>', 'search: nearest to the float network; whole: nothing saturates')
        .choices(rangeRules)
        .default('search' as const),
    )
    .option('--out <file>', 'where to write', 'weights.h')
    .option('--json', 'print JSON')
    .action(async (file, { calibration, inputs, ranges: rule, out, json }) => {
      const conversion = await withProgress((hooks) => convertFile({ file, calibration, inputs, rule, ...hooks }));
      await writeWhole(out, conversion.header);
      const { header: _, ...report } = conversion;
      if (json) printResult(JSON.stringify({ schemaVersion: 1, file: out, ...report }, null, 2));
      else printResult(`${out} written\n\n${renderConversion(conversion, { color: stdoutHasColor() })}`);
    });
}

function inputsOption(text: string): number {
  const inputs = Number(text);
  if (Number.isInteger(inputs) && inputs >= 1) return inputs;
  throw new InvalidArgumentError('a whole number of at least 1 is wanted');
}
