import picocolors from 'picocolors';
import type { Status } from '../../budget/status.ts';
import type { CheckRenderer } from './reporter.ts';
import type { CheckedBudget, CheckedLimit } from './schema.ts';
import {
  budgetTitle,
  causeText,
  isTold,
  limitFigures,
  limitTitle,
  reuseOf,
  statusWords,
  summaryOf,
} from './wording.ts';
import { wrapped } from './wrap.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

const indent = '      ';
const titleWidth = 9;
/** Letters of a line of advice. */
const proseWidth = 100;

/** For a terminal: the verdict, then each budget with its limits, and what to do about those that are not kept. */
export const renderCheckText: CheckRenderer = (report, { color }) => {
  const colors = picocolors.createColors(color);
  const verdict = `${statusWord(report.status, colors)}  ${summaryOf(report)}`;
  const reuse = reuseOf(report);
  const budgets = report.budgets.map((budget) => budgetText(budget, colors));
  return [verdict, '', ...budgets, ...(reuse === '' ? [] : ['', colors.dim(reuse)])].join('\n');
};

function statusWord(status: Status, colors: Colors): string {
  const word = colors.bold(statusWords[status]);
  if (status === 'pass') return colors.green(word);
  return status === 'fail' || status === 'error' ? colors.red(word) : colors.yellow(word);
}

function budgetText(budget: CheckedBudget, colors: Colors): string {
  const { status, failure, verdict, report } = budget;
  return [
    `${statusWord(status, colors)}  ${budgetTitle(budget)}`,
    ...(failure === null ? [] : [`${indent}${failure.message}`, `${indent}${failure.advice}`]),
    ...verdict.checks.map((check) => limitText(check, colors)),
    ...(report?.warnings ?? []).map(({ message }) => `${indent}${colors.yellow('warning')}  ${message}`),
  ].join('\n');
}

function limitText(check: CheckedLimit, colors: Colors): string {
  const title = limitTitle(check);
  const text = `${title.padEnd(titleWidth - 1)} ${limitFigures(check)}`;
  if (!isTold(check)) return `${indent}${text}`;
  const below = [causeText(check), ...wrapped(check.advice ?? '', proseWidth)].filter((line) => line !== '');
  return [`${indent}${lineColor(check.status, colors)(text)}`, ...below.map((line) => `${indent}  ${line}`)].join('\n');
}

const lineColor = (status: Status, colors: Colors) =>
  status === 'fail' || status === 'error' ? colors.red : colors.yellow;
