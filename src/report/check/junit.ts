import type { TestCase, TestSuite } from 'junit-report-builder';
import { junitDocument } from './junit-library.ts';
import type { CheckRenderer } from './reporter.ts';
import type { CheckedBudget, CheckedLimit } from './schema.ts';
import { budgetTitle, causeText, limitFigures, limitTitle, statusWords } from './wording.ts';

/** JUnit XML: a suite a budget, a case a limit. What warns or is uncertain passes, and says so in its output. */
export const renderCheckJunit: CheckRenderer = (report) => {
  const document = junitDocument();
  for (const budget of report.budgets) addSuite(document.testSuite(), budget);
  // The strict schema has no `skipped` on the root; nothing is ever skipped.
  return document
    .build()
    .replace(/(<testsuites [^>]*) skipped="0"/, '$1')
    .trimEnd();
};

function addSuite(suite: TestSuite, budget: CheckedBudget): void {
  const { failure, verdict } = budget;
  suite.name(printable(budgetTitle(budget))).time(Number(budget.seconds.toFixed(3)));
  if (failure !== null) {
    const measured = caseOf(suite, budget, 'can be measured');
    measured.error(printable(failure.message), failure.code, printable(failure.advice));
  }
  for (const check of verdict.checks) addLimit(caseOf(suite, budget, limitTitle(check)), check);
}

/** Without `file`: GitLab would show it, and the strict schema of Jenkins' xUnit plugin (junit-10.xsd) has no place for it. */
const caseOf = (suite: TestSuite, budget: CheckedBudget, name: string): TestCase =>
  suite
    .testCase()
    .className(printable(budgetTitle(budget)))
    .name(printable(name));

function addLimit(testCase: TestCase, check: CheckedLimit): void {
  const text = printable(limitFigures(check));
  const details = printable([causeText(check), check.advice ?? ''].filter((line) => line !== '').join('\n'));
  if (check.status === 'fail') testCase.failure(text, check.name);
  else if (check.status === 'error') testCase.error(text, check.name);
  const word = check.status === 'pass' ? '' : `${statusWords[check.status]}: `;
  testCase.standardOutput([`${word}${text}`, details].filter((line) => line !== '').join('\n'));
}

/** XML 1.0 has no control characters but tab and the ends of lines (section 2.2). */
const printable = (text: string): string =>
  [...text].filter((letter) => letter >= ' ' || letter === '\n' || letter === '\t').join('');
