import { type MeasureName, measures } from '../../budget/measures.ts';
import type { Status } from '../../budget/status.ts';
import { formatChange } from '../../units/percent.ts';
import { measuresOf } from '../measures.ts';
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

const marks: Readonly<Record<Status, string>> = {
  pass: '\u2705',
  uncertain: '\u2754',
  warn: '\u26A0\uFE0F',
  fail: '\u274C',
  error: '\u{1F6D1}',
};

const columns: readonly MeasureName[] = ['flash', 'ram', 'cycles', 'latency', 'energy'];

/** For a job summary or a comment on a pull request: a table of figures, then what is not kept. */
export const renderCheckMarkdown: CheckRenderer = (report) => {
  const heads = ['', 'budget', ...columns.map((name) => measures[name].title)];
  const told = report.budgets.flatMap(toldLines);
  const footer = [reuseOf(report), `preflash ${report.tool.version}`].filter((text) => text !== '').join('; ');
  return [
    `### ${marks[report.status]} preflash: ${statusWords[report.status]}, ${summaryOf(report)}`,
    '',
    line(heads),
    `| --- | --- |${' ---: |'.repeat(columns.length)}`,
    ...report.budgets.map((budget) => line([marks[budget.status], budgetTitle(budget), ...cells(budget)])),
    '',
    ...(told.length > 0 ? [...told, ''] : []),
    `<sub>${footer}</sub>`,
  ].join('\n');
};

const line = (texts: readonly string[]): string => `| ${texts.map(escapeCell).join(' | ')} |`;

/** What Markdown would read as a border or a tag. */
const escapeCell = (text: string): string => escapeText(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const escapeText = (text: string): string => text.replace(/[<>*_`[\]]/g, (letter) => `\\${letter}`);

function cells({ report, before }: CheckedBudget): string[] {
  if (report === null) return columns.map(() => '-');
  const { totals } = measuresOf(report);
  return columns.map((name) => {
    const figure = totals[name];
    if (figure === undefined) return '-';
    return `${measures[name].format(figure.value)}${change(figure.value, before?.totals[name]?.value)}`;
  });
}

/** ` (+2.1 %)` against the baseline; nothing where there is none or nothing changed. */
function change(now: number, before: number | undefined): string {
  if (before === undefined || before === now || before === 0) return '';
  return ` (${formatChange(before, now)})`;
}

function toldLines(budget: CheckedBudget): string[] {
  const { failure, verdict, report } = budget;
  const title = `**${escapeText(budgetTitle(budget))}**`;
  return [
    ...(failure === null
      ? []
      : [`- ${marks[budget.status]} ${title}: ${escapeText(failure.message)}. ${escapeText(failure.advice)}`]),
    ...verdict.checks.filter(isTold).map((check) => `- ${marks[check.status]} ${title} ${limitLine(check)}`),
    ...(report?.warnings ?? []).map(({ message }) => `- ${marks.warn} ${title}: ${escapeText(message)}`),
  ];
}

function limitLine(check: CheckedLimit): string {
  const rest = [causeText(check), check.advice ?? ''].filter((text) => text !== '').map((text) => `; ${text}`);
  return escapeText(`${limitTitle(check)}: ${limitFigures(check)}${rest.join('')}`);
}
