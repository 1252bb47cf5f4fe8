import { type MeasureName, measureNames, measures } from '../../budget/measures.ts';
import { measuresOf } from '../measures.ts';
import type { CheckRenderer } from './reporter.ts';
import { budgetTitle } from './wording.ts';

/** Accuracy is left out: the tool takes all figures of a file for better when smaller. */
const names = measureNames.filter((name) => measures[name].better === 'less');

interface Benchmark {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** How far the figure may be off, as the tool's charts show it. */
  readonly range?: string;
}

/** What github-action-benchmark reads with `tool: customSmallerIsBetter`: every figure of every budget, over time. */
export const renderBenchmarkAction: CheckRenderer = ({ budgets }) => {
  const rows = budgets.flatMap((budget) => {
    if (budget.report === null) return [];
    const { totals } = measuresOf(budget.report);
    return names.flatMap((name): Benchmark[] => {
      const figure = totals[name];
      return figure === undefined ? [] : [row(`${budgetTitle(budget)}: ${name}`, name, figure)];
    });
  });
  return JSON.stringify(rows, null, 2);
};

function row(
  title: string,
  name: MeasureName,
  { value, low, high }: { value: number; low: number; high: number },
): Benchmark {
  const common = { name: title, unit: measures[name].unit, value };
  return low === high ? common : { ...common, range: `\u00B1 ${Math.max(value - low, high - value)}` };
}
