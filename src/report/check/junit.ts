import type { TestCase, TestSuite } from 'junit-report-builder';
import { junitDocument } from './junit-library.ts';
import type { CheckRenderer } from './reporter.ts';
import type { CheckedBudget, CheckedLimit } from './schema.ts';
import { budgetTitle, causeText, limitFigures, limitTitle, statusWords } from './wording.ts';

/** JUnit XML: a suite a budget, a case a limit. What warns or is uncertain passes, and says so in its output. */
export const renderCheckJunit: CheckRenderer = (report) => {
  const document = junitDocument();
  for (const budget of report.budgets) addSuite(document.testSuite(), budget);
  return document.build().trimEnd();
};

function addSuite(suite: TestSuite, budget: CheckedBudget): void {
  const { failure, verdict } = budget;
  suite.name(printable(budgetTitle(budget))).time(Number(budget.seconds.toFixed(3)));
  if (failure !== null) {
    const measured = caseOf(suite, budget, 'can be measured', budget.location);
    measured.error(printable(failure.message), failure.code, printable(failure.advice));
  }
  for (const check of verdict.checks) addLimit(caseOf(suite, budget, limitTitle(check), check.location), check);
}

function caseOf(suite: TestSuite, budget: CheckedBudget, name: string, location: CheckedBudget['location']): TestCase {
  const testCase = suite
    .testCase()
    .className(printable(budgetTitle(budget)))
    .name(printable(name));
  return location === null ? testCase : testCase.file(location.file);
}

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
