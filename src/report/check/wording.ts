import { measures } from '../../budget/measures.ts';
import type { Status } from '../../budget/status.ts';
import type { CheckedBudget, CheckedLimit, CheckReport } from './schema.ts';

/** The words that reporters share, so that every format says the same. */
export const statusWords: Readonly<Record<Status, string>> = {
  pass: 'PASS',
  uncertain: 'UNCERTAIN',
  warn: 'WARN',
  fail: 'FAIL',
  error: 'ERROR',
};

/** `2 budgets inside their limits`, `1 of 3 budgets over its limits, 1 without a result`. */
export function summaryOf({ budgets, shard }: CheckReport): string {
  const count = (status: Status): number => budgets.filter((budget) => budget.status === status).length;
  const parts = [
    count('fail') > 0 ? `${count('fail')} of ${plural(budgets.length, 'budget')} over the limits` : '',
    count('error') > 0 ? `${count('error')} without a verdict` : '',
    count('warn') > 0 ? `${count('warn')} over a limit that warns` : '',
    count('uncertain') > 0 ? `${count('uncertain')} uncertain` : '',
  ].filter((part) => part !== '');
  const text = parts.length > 0 ? parts.join(', ') : `${plural(budgets.length, 'budget')} inside the limits`;
  return shard === null ? text : `${text} (shard ${shard.index}/${shard.count})`;
}

/** How many were not measured again. */
export function reuseOf({ budgets }: CheckReport): string {
  const reused = budgets.filter((budget) => budget.reused).length;
  if (reused === 0) return '';
  return `${reused} of ${plural(budgets.length, 'budget')} reused from the cache (--no-cache measures them again)`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `digits (stm32l475vg)`. */
export const budgetTitle = ({ name, device }: CheckedBudget): string =>
  name.includes(device) ? name : `${name} (${device})`;

/** `latency`, or `cycles of layer 0 (CONV_2D)`. */
export function limitTitle({ name, layer, layers }: CheckedLimit): string {
  const { title } = measures[name];
  if (layer !== null) return `${title} of layer ${layer.index} (${layer.op})`;
  return layers === null ? title : `${title} of layers ${layers}`;
}

/** A value of the limit's measure, for people. */
export const formatValue = ({ name }: Pick<CheckedLimit, 'name'>, value: number): string =>
  measures[name].format(value);

/** `40.4 KiB of 64 KiB (63.1 %)`, `31.2 ms of 30 ms (104.0 %), 1.2 ms over`, or why there is no figure. */
export function limitFigures(check: CheckedLimit): string {
  const { actual, limit, excess, reason, usedPercent } = check;
  if (actual === null) return reason ?? 'no figure';
  if (limit === null) return `${measured(check)}: ${reason}`;
  const used = usedPercent === null ? '' : ` (${usedPercent.toFixed(1)} %)`;
  const beyond = excess
    ? `, ${formatValue(check, excess)} ${measures[check.name].better === 'less' ? 'over' : 'short'}`
    : '';
  const why = reason === null ? '' : `: ${reason}`;
  return `${measured(check)} of ${limitOrigin(check, limit)}${used}${beyond}${why}`;
}

function measured(check: CheckedLimit): string {
  const { actual, low, high } = check;
  const band =
    low === high || low === null || high === null ? '' : ` [${formatValue(check, low)} .. ${formatValue(check, high)}]`;
  return `${formatValue(check, actual ?? 0)}${band}`;
}

/** A limit that is not written as a figure says where the figure is from. */
function limitOrigin(check: CheckedLimit, limit: number): string {
  const { text, baseline } = check;
  if (/^[+-]/.test(text)) return `${formatValue(check, limit)} (${text} on ${formatValue(check, baseline ?? 0)})`;
  return text.endsWith('%') && check.name !== 'accuracy'
    ? `${formatValue(check, limit)} (${text} of the part)`
    : formatValue(check, limit);
}

/** `grew most: symbol net_weights, 12 KiB -> 20 KiB`, or `largest: layer 0 (CONV_2D), 1.4 Mcycles`. */
export function causeText(check: CheckedLimit): string {
  const { cause } = check;
  if (cause === null) return '';
  const after = formatValue(check, cause.after);
  const name = cause.kind === 'symbol' ? `symbol ${cause.name}` : cause.name;
  if (cause.before !== null && cause.after > cause.before) {
    return `grew most: ${name}, ${formatValue(check, cause.before)} -> ${after}`;
  }
  return `largest: ${name}, ${after}`;
}

/** Whether a limit has more to say than that it is kept. */
export const isTold = ({ status }: CheckedLimit): boolean => status !== 'pass';
