import { measures } from '../../../src/index.ts';
import type { Bar } from '../state/limits.ts';
import { capitalised } from './capitalised.ts';

/** How much of each limit is used: of the budget where one is set, else of the part. */
export function BudgetBars({ bars }: { readonly bars: readonly Bar[] }) {
  return (
    <ul class="bars">
      {bars.map((bar) => (
        <BudgetBar key={bar.name} bar={bar} />
      ))}
    </ul>
  );
}

function BudgetBar({ bar }: { readonly bar: Bar }) {
  const { name, verdict } = bar;
  const { title } = measures[name];
  const text = textOf(bar);
  const { actual, limit, usedPercent } = verdict;
  return (
    <li>
      <span class="bar-name">{capitalised(title)}</span>
      <meter class="visually-hidden" aria-label={title} aria-valuetext={text} max={limit ?? 0} value={actual ?? 0} />
      <span class={verdict.status === 'fail' ? 'bar over' : 'bar'} aria-hidden="true">
        <span class="bar-fill" style={{ width: `${Math.min(100, usedPercent ?? 0)}%` }} />
      </span>
      <span class="bar-text">
        {text}
        {overText(bar)}
      </span>
    </li>
  );
}

/** Growth is relative: what it allows stands beside it. */
function textOf({ name, verdict: { actual, limit, usedPercent, reason }, text }: Bar): string {
  const { format } = measures[name];
  if (actual === null) return reason ?? 'there is no figure';
  if (limit === null) return `${format(actual)}, ${text}: open the JSON of an earlier report of this file on this part`;
  const of = text === undefined ? 'on the part' : /^[+-]|%$/.test(text) ? `allowed (${text})` : 'allowed';
  const used = usedPercent === null ? '' : ` (${usedPercent.toFixed(1)} %)`;
  return `${format(actual)} of ${format(limit)} ${of}${used}${reason === null ? '' : `; ${reason}`}`;
}

function overText({ name, verdict: { status, excess } }: Bar) {
  if (status !== 'fail' || excess === null) return null;
  return <strong>, {measures[name].format(excess)} over</strong>;
}
