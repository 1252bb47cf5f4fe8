import packageJson from '../../../package.json' with { type: 'json' };
import type { Baseline, BaselineEntry } from '../../budget/baseline.ts';
import type { Budget } from '../../budget/config.ts';
import { measuresOf } from '../measures.ts';
import { ramPartsOf } from '../memory-parts.ts';
import type { Measurement } from './causes.ts';

/** One budget that was measured. */
export interface MeasuredBudget {
  readonly budget: Pick<Budget, 'name' | 'device'>;
  readonly measurement: Measurement;
}

/**
 * What `preflash baseline` keeps.
 *
 * @param commit the git commit that was measured; null for files as they lay there
 */
export function buildBaseline(measured: readonly MeasuredBudget[], commit: string | null): Baseline {
  return {
    schemaVersion: 1,
    tool: { name: 'preflash', version: packageJson.version },
    commit,
    budgets: measured.map(entryOf),
  };
}

function entryOf({ budget, measurement: { report, symbols } }: MeasuredBudget): BaselineEntry {
  const { engine, totals, layers } = measuresOf(report);
  return {
    name: budget.name,
    device: budget.device,
    engine,
    sha256: report.model?.sha256 ?? report.image?.sha256 ?? '',
    totals,
    layers: layers.map((layer) => ({ ...layer })),
    ramParts: ramPartsOf(report),
    symbols: [...symbols],
  };
}
