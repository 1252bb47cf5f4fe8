#!/usr/bin/env node
import { Command } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import { baselineCommand } from './baseline.ts';
import { calibrateCommand } from './calibrate.ts';
import { checkCommand } from './check.ts';
import { compareCommand } from './compare.ts';
import { convertCommand } from './convert.ts';
import { devicesCommand } from './devices.ts';
import { doctorCommand } from './doctor.ts';
import { failureOf } from './errors.ts';
import { initCommand } from './init.ts';
import { mergeCommand } from './merge.ts';
import { printFailure, tolerateClosedPipe } from './output.ts';
import { runCommand } from './run.ts';
import { whyCommand } from './why.ts';

/** Every command. */
function program() {
  const root = new Command('preflash')
    .description(
      'Flash, RAM and cycles of a tinyML model or firmware on a microcontroller, before anything is flashed.',
    )
    .version(packageJson.version)
    .addCommand(runCommand())
    .addCommand(whyCommand())
    .addCommand(checkCommand())
    .addCommand(mergeCommand())
    .addCommand(baselineCommand())
    .addCommand(compareCommand())
    .addCommand(initCommand())
    .addCommand(doctorCommand())
    .addCommand(convertCommand())
    .addCommand(calibrateCommand())
    .addCommand(devicesCommand());
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  return root;
}

async function main(args: readonly string[]): Promise<void> {
  tolerateClosedPipe();
  try {
    await program().parseAsync(withCommand(args), { from: 'user' });
  } catch (error) {
    if (isHelpOrVersion(error)) return;
    const failure = failureOf(error);
    printFailure(failure, args.includes('--json'));
    if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = failure.exitCode;
  }
}

/** `preflash` alone is `preflash check`, as are its options without a command. */
function withCommand(args: readonly string[]): string[] {
  const [first] = args;
  const ofTheProgram = ['-h', '--help', '-V', '--version'];
  const hasCommand = first !== undefined && (!first.startsWith('-') || ofTheProgram.includes(first));
  return hasCommand ? [...args] : ['check', ...args];
}

/** Commander ends `--help` and `--version` by throwing, after it has printed them. */
function isHelpOrVersion(error: unknown): boolean {
  return error instanceof Object && 'exitCode' in error && error.exitCode === 0;
}

await main(process.argv.slice(2));
