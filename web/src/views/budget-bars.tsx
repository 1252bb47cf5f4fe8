import { measures, type Report } from '../../../src/index.ts';
import { type Bar, barsOf, type Limits } from '../state/limits.ts';
import { capitalised } from './capitalised.ts';

/** How much of each limit is used: of the budget where one is set, else of the part. */
export function BudgetBars({ report, limits }: { readonly report: Report; readonly limits: Limits }) {
  return (
    <ul class="bars">
      {barsOf(report, limits).map((bar) => (
        <BudgetBar key={bar.name} bar={bar} />
      ))}
    </ul>
  );
}

function BudgetBar({ bar: { name, actual, limit, excess, usedPercent, isBudget } }: { readonly bar: Bar }) {
  const { title, format } = measures[name];
  const isOver = excess > 0;
  const text = `${format(actual)} of ${format(limit)} ${isBudget ? 'allowed' : 'on the part'}`;
  return (
    <li>
      <span class="bar-name">{capitalised(title)}</span>
      <meter class="visually-hidden" aria-label={title} aria-valuetext={text} max={limit} value={actual} />
      <span class={isOver ? 'bar over' : 'bar'} aria-hidden="true">
        <span class="bar-fill" style={{ width: `${Math.min(100, usedPercent)}%` }} />
      </span>
      <span class="bar-text">
        {text} ({usedPercent.toFixed(1)} %)
        {isOver && <strong>, {format(excess)} over</strong>}
      </span>
    </li>
  );
}
