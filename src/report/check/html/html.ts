import { measureNames, measures } from '../../../budget/measures.ts';
import { formatChange } from '../../../units/percent.ts';
import { escapeHtml, htmlPage, htmlTable } from '../../html-page.ts';
import { measuresOf } from '../../measures.ts';
import type { CheckRenderer } from '../reporter.ts';
import type { CheckedBudget, CheckReport } from '../schema.ts';
import { budgetTitle, causeText, limitFigures, limitTitle, reuseOf, statusWords, summaryOf } from '../wording.ts';
import { budgetCharts } from './budget-charts.ts';

const style = `
td, th { text-align: left; } td.number, th.number { text-align: right; }
.status { display: inline-block; padding: .05rem .5rem; border-radius: .3rem; font-weight: 600; color: #fff; }
.pass { background: #1a7f37; } .uncertain, .warn { background: #9a6700; } .fail, .error { background: #cf222e; }
td.prose { white-space: normal; } section { margin-top: 3rem; }`;

/** One page that loads nothing: verdicts, charts of cycles and memory, causes, and what changed since the baseline. */
export const renderCheckHtml: CheckRenderer = (report) =>
  htmlPage('preflash check', style, [
    `<h1>${badge(report.status)} ${escapeHtml(summaryOf(report))}</h1>`,
    overview(report),
    ...report.budgets.map(budgetSection),
    `<footer><p>${escapeHtml(footerText(report))}</p></footer>`,
  ]);

const badge = (status: CheckReport['status']): string => `<span class="status ${status}">${statusWords[status]}</span>`;

function footerText(report: CheckReport): string {
  const { tool, config, baseline } = report;
  const against =
    baseline === null ? '' : `baseline ${baseline.source}${baseline.commit ? ` (${baseline.commit})` : ''}`;
  return [`preflash ${tool.version}`, config.file, against, reuseOf(report)].filter((text) => text !== '').join('; ');
}

function overview({ budgets }: CheckReport): string {
  const rows = budgets.map(
    (budget, at) =>
      `<tr><td>${badge(budget.status)}</td><td><a href="#budget-${at}">${escapeHtml(budgetTitle(budget))}</a></td></tr>`,
  );
  return `<table><thead><tr><th>verdict</th><th>budget</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function budgetSection(budget: CheckedBudget, at: number): string {
  const { failure, report } = budget;
  return [
    `<section id="budget-${at}"><h2>${badge(budget.status)} ${escapeHtml(budgetTitle(budget))}</h2>`,
    failure === null ? '' : `<p>${escapeHtml(failure.message)}. ${escapeHtml(failure.advice)}</p>`,
    budget.verdict.checks.length > 0 ? limitsTable(budget) : '',
    ...(report?.warnings ?? []).map(({ message, advice }) => `<p>${escapeHtml(`${message}. ${advice}`)}</p>`),
    figuresTable(budget),
    ...budgetCharts(budget),
    findings(budget),
    symbolTable(budget),
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function limitsTable({ verdict }: CheckedBudget): string {
  const rows = verdict.checks.map((check) => {
    const notes = [causeText(check), check.advice ?? ''].filter((text) => text !== '').join('. ');
    const texts = [limitTitle(check), limitFigures(check), notes];
    const cells = texts.map((text) => `<td class="prose">${escapeHtml(text)}</td>`);
    return `<tr><td>${badge(check.status)}</td>${cells.join('')}</tr>`;
  });
  const heads = '<tr><th></th><th>limit</th><th>figures</th><th>what to do</th></tr>';
  return `<table><thead>${heads}</thead><tbody>${rows.join('\n')}</tbody></table>`;
}

/** Every figure there is, beside the baseline's where there is one. */
function figuresTable({ report, before }: CheckedBudget): string {
  if (report === null) return '';
  const { totals } = measuresOf(report);
  const rows = measureNames.flatMap((name) => {
    const figure = totals[name];
    if (figure === undefined) return [];
    const { title, format } = measures[name];
    const old = before?.totals[name]?.value;
    const compared = old === undefined ? ['-', '-'] : [format(old), changeText(old, figure.value)];
    return [[title, format(figure.value), ...(before === null ? [] : compared)]];
  });
  return htmlTable(['measure', 'now', ...(before === null ? [] : ['baseline', 'change'])], rows);
}

function changeText(before: number, now: number): string {
  if (before === now) return 'none';
  if (before === 0) return 'new';
  return formatChange(before, now);
}

function findings({ report }: CheckedBudget): string {
  const items = (report?.findings ?? []).map(
    ({ message, advice }) => `<li>${escapeHtml(`${message}. ${advice}`)}</li>`,
  );
  return items.length === 0 ? '' : `<h3>Where the cycles go</h3><ol>${items.join('\n')}</ol>`;
}

function symbolTable({ symbolChanges }: CheckedBudget): string {
  if (symbolChanges.length === 0) return '';
  const rows = symbolChanges.map(({ memory, symbol, object, section, before, after, difference }) => [
    `${difference > 0 ? '+' : ''}${difference}`,
    memory,
    symbol,
    `${object}, ${section}: ${before} -> ${after} B`,
  ]);
  return `<h3>Symbols that changed since the baseline</h3>${htmlTable(['bytes', 'memory', 'symbol', 'where'], rows)}`;
}
