import {
  type Check,
  checkLimits,
  formatBytes,
  formatCycles,
  formatDuration,
  type LimitName,
  type Limits,
  measuresOf,
  type Report,
} from '../../../src/index.ts';

/** How a figure of each kind is written for people. */
export const limitFormats: Readonly<Record<LimitName, (value: number) => string>> = {
  flash: formatBytes,
  ram: formatBytes,
  latency: formatDuration,
  cycles: formatCycles,
};

/** A figure of a report against what it may be. */
export interface Bar extends Check {
  /** Whether the user has set the limit, or it is the part's memory. */
  readonly isBudget: boolean;
}

/** A report against the limits that were typed, and the part's memories where there is none. */
export function barsOf(report: Report, limits: Limits): Bar[] {
  const budget = checkLimits(limits, measuresOf(report)).checks;
  const part = report.verdict.checks.filter(({ name }) => !budget.some((check) => check.name === name));
  return [
    ...part.map((check) => ({ ...check, isBudget: false })),
    ...budget.map((check) => ({ ...check, isBudget: true })),
  ];
}

/** What is said about a run at first sight. */
export function verdictOf(report: Report, limits: Limits): { readonly pass: boolean; readonly word: string } {
  const over = barsOf(report, limits).filter(({ excess }) => excess > 0);
  if (!report.verdict.pass) return { pass: false, word: 'DOES NOT FIT' };
  if (over.length > 0) return { pass: false, word: 'OVER BUDGET' };
  return { pass: true, word: Object.keys(limits).length > 0 ? 'INSIDE BUDGET' : 'FITS' };
}
