import { dirname, resolve } from 'node:path';
import type { Budget } from '../budget/config.ts';
import type { Verdict } from '../budget/types.ts';
import { checkLimits } from '../budget/verdict.ts';
import { measuresOf } from '../report/measures.ts';
import type { Report } from '../report/schema.ts';
import type { LoadedConfig } from './config-file.ts';
import { type MeasureRequest, measureFile } from './measure-file.ts';

/** One budget, what was measured, and whether it holds. */
export interface CheckedBudget {
  readonly name: string;
  readonly verdict: Verdict;
  readonly report: Report;
}

/** Measures every budget of a configuration in turn. Rejects at the first one that cannot be measured. */
export async function checkBudgets(
  { path, budgets }: LoadedConfig,
  hooks: Pick<MeasureRequest, 'onProgress' | 'signal'> = {},
): Promise<CheckedBudget[]> {
  const checked: CheckedBudget[] = [];
  for (const budget of budgets) checked.push(await checkBudget(budget, dirname(path), hooks));
  return checked;
}

async function checkBudget(
  { name, limits, file, input, ...options }: Budget,
  directory: string,
  { onProgress, signal }: Pick<MeasureRequest, 'onProgress' | 'signal'>,
): Promise<CheckedBudget> {
  const report = await measureFile({
    ...options,
    file: resolve(directory, file),
    input: input && resolve(directory, input),
    onProgress: onProgress && ((text) => onProgress(`${name}: ${text}`)),
    signal,
  });
  return { name, report, verdict: checkLimits(limits, measuresOf(report)) };
}
