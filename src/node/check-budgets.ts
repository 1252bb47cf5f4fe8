import type { Shard } from '../budget/shard.ts';
import { shardOf } from '../budget/shard.ts';
import { buildCheck } from '../report/check/build-check.ts';
import type { CheckReport } from '../report/check/schema.ts';
import type { LoadedBaseline } from './baseline-file.ts';
import { displayPath, type LoadedConfig } from './config-file.ts';
import { type MeasureHooks, measureBudgets } from './measure-budgets.ts';

export interface CheckOptions extends MeasureHooks {
  /** Whether an uncertain limit fails. */
  readonly strict?: boolean | undefined;
  readonly shard?: Shard | undefined;
  readonly baseline?: LoadedBaseline | undefined;
}

/**
 * Measures every budget of a configuration, or of one shard of it, and holds it against its limits. A budget that
 * cannot be measured is a row of the result.
 */
export async function checkBudgets(config: LoadedConfig, options: CheckOptions = {}): Promise<CheckReport> {
  const { strict = false, shard = null, baseline, ...hooks } = options;
  const ordered = config.budgets.map((budget, order) => ({ order, budget }));
  return buildCheck({
    config: { file: displayPath(config.path), sha256: config.sha256 },
    locate: config.locate,
    outcomes: await measureBudgets(shardOf(ordered, shard), config, hooks),
    baseline,
    strict,
    shard,
  });
}
