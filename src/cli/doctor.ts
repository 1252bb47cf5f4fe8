import { Command } from '@commander-js/extra-typings';
import { exitCodes } from '../index.ts';
import { type Diagnosis, diagnose } from '../node/index.ts';
import { printResult } from './output.ts';

const nameWidth = 19;

/** `preflash doctor`: what is there, and what each missing thing costs. */
export function doctorCommand() {
  return new Command('doctor')
    .description('which tools are there, and what each missing one costs')
    .option('--json', 'print JSON')
    .action(async ({ json }) => {
      const diagnoses = await diagnose();
      printResult(json ? JSON.stringify({ schemaVersion: 1, diagnoses }, null, 2) : diagnoses.map(text).join('\n'));
      const isBroken = diagnoses.some(({ required, found }) => required && found === null);
      process.exitCode = isBroken ? exitCodes.usage : exitCodes.ok;
    });
}

function text({ name, found, cost, advice }: Diagnosis): string {
  if (found !== null) return `found    ${name.padEnd(nameWidth)}${found}`;
  return `missing  ${name.padEnd(nameWidth)}without it ${cost}\n         ${advice}`;
}
