import {
  type Baseline,
  judge,
  type Limit,
  type LimitVerdict,
  type MeasureName,
  measuresOf,
  PreflashError,
  parseBound,
  type Report,
} from '../../../src/index.ts';

/** What the page takes budgets on: all that a configuration does but accuracy, which takes a data set. */
export const budgetNames = [
  'flash',
  'ram',
  'stack',
  'heap',
  'latency',
  'cycles',
  'energy',
] as const satisfies readonly MeasureName[];
export type BudgetName = (typeof budgetNames)[number];
/** Budgets as they are typed; empty: no limit. */
export type TypedBudgets = Readonly<Record<BudgetName, string>>;

export const noBudgets = Object.fromEntries(budgetNames.map((name) => [name, ''])) as TypedBudgets;

/** A limit as it was typed: its value, or what is wrong with it; neither where nothing was typed. */
export interface TypedLimit {
  readonly limit?: Limit;
  readonly problem?: string;
}

/** Reads one limit, by the rules of a configuration: `64 KiB`, `80%` of the part, or `+2%` of growth. */
export function readLimit(name: BudgetName, typed: string): TypedLimit {
  const text = typed.trim();
  if (text === '') return {};
  try {
    return {
      limit: { measure: name, layers: undefined, bound: parseBound(name, text), text, level: 'error', path: [] },
    };
  } catch (error) {
    return { problem: error instanceof PreflashError ? `${error.what}. ${error.advice}` : String(error) };
  }
}

/** The limits that can be read. */
export function limitsOf(budgets: TypedBudgets): Limit[] {
  return budgetNames.flatMap((name) => readLimit(name, budgets[name]).limit ?? []);
}

/** What growth is measured against. */
export type BaselineEntry = Baseline['budgets'][number];

/** A figure of a report against what it may be. */
export interface Bar {
  readonly name: BudgetName;
  readonly verdict: Pick<LimitVerdict, 'status' | 'actual' | 'limit' | 'excess' | 'usedPercent' | 'reason'>;
  /** The limit as the user has typed it; undefined where it is the part's memory. */
  readonly text: string | undefined;
}

/** A report against the limits that were typed, judged as `preflash check` does, and the part's memories where none is. */
export function barsOf(report: Report, limits: readonly Limit[], baseline: BaselineEntry | undefined): Bar[] {
  const figures = measuresOf(report);
  return budgetNames.flatMap((name): Bar[] => {
    const limit = limits.find(({ measure }) => measure === name);
    if (limit !== undefined) return [{ name, verdict: judge(limit, figures, baseline), text: limit.text }];
    if (name !== 'flash' && name !== 'ram') return [];
    const share = { ...partLimit, measure: name, bound: { kind: 'share', share: 1 } } as const;
    return [{ name, verdict: judge(share, figures, undefined), text: undefined }];
  });
}

const partLimit = { layers: undefined, text: '100%', level: 'error', path: [] } as const;

/** What is said about a run at first sight; `unsure`: a limit inside an estimate's band, or without a baseline. */
export interface Verdict {
  readonly tone: 'pass' | 'unsure' | 'fail';
  readonly word: string;
}

export function verdictOf(report: Report, limits: readonly Limit[], baseline: BaselineEntry | undefined): Verdict {
  if (!report.verdict.pass) return { tone: 'fail', word: 'DOES NOT FIT' };
  const budgets = barsOf(report, limits, baseline).filter(({ text }) => text !== undefined);
  const has = (status: LimitVerdict['status']): boolean => budgets.some(({ verdict }) => verdict.status === status);
  if (has('fail')) return { tone: 'fail', word: 'OVER BUDGET' };
  if (has('error')) return { tone: 'fail', word: 'NO FIGURE' };
  if (has('uncertain')) return { tone: 'unsure', word: 'UNCERTAIN' };
  return { tone: 'pass', word: budgets.length > 0 ? 'INSIDE BUDGET' : 'FITS' };
}
