import type { CheckRenderer, ReportContext } from './reporter.ts';
import type { CheckedBudget, CheckedLimit } from './schema.ts';
import { budgetTitle, causeText, isTold, limitFigures, limitTitle } from './wording.ts';

/**
 * Workflow commands of GitHub Actions: an annotation on the line of the configuration that set each limit that is not
 * kept (docs.github.com: "Workflow commands for GitHub Actions", setting an error, warning or notice message).
 */
export const renderCheckGithub: CheckRenderer = (report, context) =>
  report.budgets.flatMap((budget) => annotations(budget, context)).join('\n');

function annotations(budget: CheckedBudget, context: ReportContext): string[] {
  const { failure, location, verdict, report } = budget;
  const title = budgetTitle(budget);
  return [
    ...(failure === null ? [] : [command('error', title, `${failure.message}. ${failure.advice}`, location, context)]),
    ...verdict.checks.filter(isTold).map((check) => {
      const level = check.status === 'fail' || check.status === 'error' ? 'error' : 'warning';
      return command(level, `${title}: ${limitTitle(check)}`, details(check), check.location ?? location, context);
    }),
    ...(report?.warnings ?? []).map(({ message, advice }) =>
      command('notice', title, `${message}. ${advice}`, location, context),
    ),
  ];
}

const details = (check: CheckedLimit): string =>
  [limitFigures(check), causeText(check), check.advice ?? ''].filter((text) => text !== '').join('\n');

function command(
  level: 'error' | 'warning' | 'notice',
  title: string,
  message: string,
  location: CheckedBudget['location'],
  { configFile }: ReportContext,
): string {
  const place = location === null ? {} : { line: location.line, col: location.column };
  const properties = Object.entries({ file: configFile, ...place, title });
  return `::${level} ${properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')}::${escapeData(message)}`;
}

/** What would end the command or one of its properties. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
