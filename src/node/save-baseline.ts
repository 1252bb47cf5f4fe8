import type { Baseline } from '../budget/baseline.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import { buildBaseline } from '../report/check/build-baseline.ts';
import type { LoadedConfig } from './config-file.ts';
import { writeWhole } from './files.ts';
import { type MeasureHooks, measureBudgets } from './measure-budgets.ts';

/** A budget that a baseline should hold cannot be measured. */
export class BaselineError extends PreflashError {}

/**
 * Measures every budget as its files are now.
 *
 * @throws BaselineError when one cannot be measured: a baseline with holes would hide what grows
 */
export async function measureBaseline(config: LoadedConfig, hooks: MeasureHooks): Promise<Baseline> {
  const ordered = config.budgets.map((budget, order) => ({ order, budget }));
  const measured = (await measureBudgets(ordered, config, hooks)).map((outcome) => {
    if ('measurement' in outcome) return outcome;
    const { message, advice, exitCode } = outcome.failure;
    const kind = exitCode === 1 ? 'does-not-fit' : exitCode === 2 ? 'bad-input' : 'unsupported';
    throw new BaselineError({ where: `budget "${outcome.budget.name}"`, what: message, advice, kind });
  });
  return buildBaseline(measured, null);
}

/** Writes a baseline, whole or not at all. */
export const saveBaseline = (path: string, baseline: Baseline): Promise<void> =>
  writeWhole(path, `${JSON.stringify(baseline, null, 2)}\n`);
