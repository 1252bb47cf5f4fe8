import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { findDevice, parsePercent } from '../index.ts';
import { displayPath, type InitResult, initConfig } from '../node/index.ts';
import { cacheFlags, chosenCache } from './cache-options.ts';
import { printResult } from './output.ts';
import { withProgress } from './with-progress.ts';

const defaultHeadroom = 0.1;

/** `preflash init`: a configuration from what is there. */
export function initCommand() {
  return new Command('init')
    .description("write preflash.config.json for the models and firmware found here: today's figures and headroom")
    .option('--device <ids>', 'the part, where no ELF and no .ioc says it; several with commas', devicesOption)
    .option('--headroom <percent>', 'how much more the limits allow', headroomOption, defaultHeadroom)
    .option('--force', 'replace a configuration that is there')
    .option('--json', 'print JSON')
    .option(...cacheFlags.jobs)
    .option(...cacheFlags.noCache)
    .option(...cacheFlags.cacheDir)
    .action(async ({ device: devices = [], force = false, json, cache, cacheDir, ...options }) => {
      const result = await withProgress((hooks) =>
        initConfig(process.cwd(), { ...options, ...hooks, devices, force, cache: chosenCache(cache, cacheDir) }),
      );
      printResult(json ? JSON.stringify({ schemaVersion: 1, ...result }, null, 2) : text(result));
    });
}

function text({ path, budgets, leftOut }: InitResult): string {
  return [
    `wrote ${displayPath(path)}: preflash check holds these`,
    ...budgets.map(({ name, device, limits }) => {
      const parts = Object.entries(limits).map(([measure, limit]) => `${measure} ${limit}`);
      return `  ${name} (${device}): ${parts.join(', ')}`;
    }),
    ...leftOut.map(({ name, why }) => `  left out ${name}: ${why}`),
  ].join('\n');
}

/** Known parts, with commas between them. */
const devicesOption = (list: string): string[] => list.split(',').map((id) => findDevice(id).id);

/** `20%`, or `20`. */
function headroomOption(percent: string): number {
  try {
    return parsePercent(percent.endsWith('%') ? percent : `${percent}%`);
  } catch {
    throw new InvalidArgumentError('a percentage such as 20% is wanted.');
  }
}
