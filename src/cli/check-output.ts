import picocolors from 'picocolors';
import { type Check, formatBytes, formatCycles, formatDuration, type LimitName } from '../index.ts';
import type { CheckedBudget } from '../node/index.ts';

const formats: Readonly<Record<LimitName, (value: number) => string>> = {
  flash: formatBytes,
  ram: formatBytes,
  latency: formatDuration,
  cycles: formatCycles,
};

/** All verdicts for a terminal: one line a budget, and under it one line a limit. */
export function checksText(checked: readonly CheckedBudget[], color: boolean): string {
  const colors = picocolors.createColors(color);
  return checked
    .map(({ name, verdict, report }) => {
      const word = verdict.pass ? colors.green('PASS') : colors.red('FAIL');
      return [`${word}  ${name} (${report.device.id})`, ...verdict.checks.map(checkLine)].join('\n');
    })
    .join('\n');
}

function checkLine({ name, limit, actual, excess, usedPercent }: Check): string {
  const format = formats[name];
  const over = excess > 0 ? `, ${format(excess)} over` : '';
  return `      ${name.padEnd(8)}${format(actual)} of ${format(limit)} (${usedPercent.toFixed(1)} %)${over}`;
}

/** All verdicts and the reports they were drawn from. */
export function checksJson(checked: readonly CheckedBudget[]): string {
  const pass = checked.every(({ verdict }) => verdict.pass);
  return JSON.stringify({ schemaVersion: 1, pass, budgets: checked }, null, 2);
}
