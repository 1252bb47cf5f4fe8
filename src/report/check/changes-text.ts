import { measureNames, measures } from '../../budget/measures.ts';
import { formatCount } from '../../units/count.ts';
import { formatChange } from '../../units/percent.ts';
import { measuresOf } from '../measures.ts';
import type { CheckedBudget, CheckReport } from './schema.ts';
import { budgetTitle } from './wording.ts';

const nameWidth = 28;
const symbolsShown = 5;

/** What became of every figure since the baseline, for a terminal: totals, then layers and symbols that changed. */
export function renderChangesText({ budgets, baseline }: CheckReport): string {
  const commit = baseline?.commit ? ` (${baseline.commit.slice(0, 12)})` : '';
  return [`Since ${baseline?.source ?? 'no baseline'}${commit}`, '', ...budgets.map(budgetText)].join('\n');
}

function budgetText(budget: CheckedBudget): string {
  const { report, before, failure, symbolChanges } = budget;
  if (report === null) return `${budgetTitle(budget)}\n  ${failure?.message}`;
  if (before === null) return `${budgetTitle(budget)}\n  it is not in the baseline`;
  const now = measuresOf(report);
  const totals = measureNames.flatMap((name) => {
    const [figure, old] = [now.totals[name], before.totals[name]];
    if (figure === undefined || old === undefined) return [];
    return [line(measures[name].title, old.value, figure.value, measures[name].format)];
  });
  const layers = now.layers.flatMap(({ index, op, figures }) => {
    const old = before.layers.find((layer) => layer.index === index && layer.op === op)?.figures.cycles;
    if (old === undefined || figures.cycles === undefined || old.value === figures.cycles.value) return [];
    return [
      line(`layer ${index} (${op})`, old.value, figures.cycles.value, (cycles) => `${formatCount(cycles)} cycles`),
    ];
  });
  const symbols = symbolChanges
    .slice(0, symbolsShown)
    .map(({ memory, symbol, difference }) => `  ${difference > 0 ? '+' : ''}${difference} B ${memory}  ${symbol}`);
  return [budgetTitle(budget), ...totals, ...layers, ...symbols].join('\n');
}

function line(title: string, before: number, now: number, format: (value: number) => string): string {
  const percent = before === 0 ? '' : ` (${formatChange(before, now)})`;
  const change = before === now ? 'no change' : `${format(before)} -> ${format(now)}${percent}`;
  return `  ${title.padEnd(nameWidth)}${change}`;
}
