import { type MeasureName, measures, measuresOf, PreflashError, type Report } from '../../../src/index.ts';

/** What the page takes budgets on. */
export const budgetNames = ['flash', 'ram', 'latency', 'cycles', 'energy'] as const satisfies readonly MeasureName[];
export type BudgetName = (typeof budgetNames)[number];
/** Budgets as they are typed; empty: no limit. */
export type TypedBudgets = Readonly<Record<BudgetName, string>>;
/** The limits that are set, in bytes, ms, cycles and µJ. */
export type Limits = { readonly [name in BudgetName]?: number };

/** A limit as it was typed: its value, or what is wrong with it; neither where nothing was typed. */
export interface TypedLimit {
  readonly value?: number;
  readonly problem?: string;
}

/** Reads one limit. */
export function readLimit(name: BudgetName, text: string): TypedLimit {
  if (text.trim() === '') return {};
  try {
    return { value: measures[name].parse(text) };
  } catch (error) {
    return { problem: error instanceof PreflashError ? `${error.what}. ${error.advice}` : String(error) };
  }
}

/** The limits that can be read. */
export function limitsOf(budgets: TypedBudgets): Limits {
  const entries = budgetNames.map((name) => [name, readLimit(name, budgets[name]).value] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A figure of a report against what it may be. */
export interface Bar {
  readonly name: BudgetName;
  readonly actual: number;
  readonly limit: number;
  /** How far beyond the limit; 0 when inside. */
  readonly excess: number;
  readonly usedPercent: number;
  /** Whether the user has set the limit, or it is the part's memory. */
  readonly isBudget: boolean;
}

/** A report against the limits that were typed, and the part's memories where there is none. */
export function barsOf(report: Report, limits: Limits): Bar[] {
  const { totals, capacities } = measuresOf(report);
  return budgetNames.flatMap((name) => {
    const actual = totals[name]?.value;
    const limit = limits[name] ?? (name === 'flash' || name === 'ram' ? capacities[name] : undefined);
    if (actual === undefined || limit === undefined) return [];
    const excess = Math.max(0, actual - limit);
    return [{ name, actual, limit, excess, usedPercent: (actual / limit) * 100, isBudget: name in limits }];
  });
}

/** What is said about a run at first sight. */
export function verdictOf(report: Report, limits: Limits): { readonly pass: boolean; readonly word: string } {
  if (!report.verdict.pass) return { pass: false, word: 'DOES NOT FIT' };
  if (barsOf(report, limits).some(({ excess }) => excess > 0)) return { pass: false, word: 'OVER BUDGET' };
  return { pass: true, word: Object.keys(limits).length > 0 ? 'INSIDE BUDGET' : 'FITS' };
}
