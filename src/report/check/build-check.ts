import packageJson from '../../../package.json' with { type: 'json' };
import type { Baseline, BaselineEntry } from '../../budget/baseline.ts';
import type { Budget } from '../../budget/config.ts';
import { judge } from '../../budget/judge.ts';
import type { ConfigPath, Limit } from '../../budget/limit.ts';
import type { Locate } from '../../budget/locate.ts';
import { type Status, worstStatus } from '../../budget/status.ts';
import { combinedExitCode, type ExitCode, exitCodes } from '../../errors/exit-codes.ts';
import type { Failure } from '../../errors/failure.ts';
import { changesBetween } from '../../why/tree.ts';
import { measuresOf } from '../measures.ts';
import { causeOf, type Measurement } from './causes.ts';
import { limitAdvice } from './limit-advice.ts';
import { partLimits } from './part-limits.ts';
import type { CheckedBudget, CheckedLimit, CheckReport } from './schema.ts';

/** One budget and what became of measuring it. */
export type Outcome = {
  /** Place in the configuration. */
  readonly order: number;
  readonly budget: Budget;
  readonly reused: boolean;
  readonly seconds: number;
} & ({ readonly measurement: Measurement } | { readonly failure: Failure });

/** Everything a check's result is made from. */
export interface CheckInput {
  readonly config: CheckReport['config'];
  readonly locate: Locate;
  readonly outcomes: readonly Outcome[];
  readonly baseline: { readonly source: string; readonly content: Baseline } | undefined;
  /** Whether an uncertain limit fails. */
  readonly strict: boolean;
  readonly shard: CheckReport['shard'];
}

const saveBaseline = 'Save it with `preflash baseline` once it is as it should be.';

/** Symbols shown of those that changed. */
const symbolChangesKept = 20;

/** Judges every budget. What could not be measured is a row with its failure. */
export function buildCheck(input: CheckInput): CheckReport {
  const { config, baseline, strict, shard, outcomes } = input;
  return concluded({
    schemaVersion: 1,
    tool: { name: 'preflash', version: packageJson.version },
    config,
    strict,
    shard,
    baseline: baseline === undefined ? null : { source: baseline.source, commit: baseline.content.commit },
    budgets: outcomes.map((outcome) => checkedBudget(outcome, input)),
  });
}

/** Adds what follows from the budgets: whether they all pass, and what to end with. */
export function concluded(parts: Omit<CheckReport, 'pass' | 'status' | 'exitCode'>): CheckReport {
  const exitCode = combinedExitCode(parts.budgets.map(exitCodeOf));
  const status = worstStatus(parts.budgets.map((budget) => budget.status));
  return { ...parts, pass: exitCode === exitCodes.ok, status, exitCode };
}

/** A limit that cannot be judged asks for what is not there: the configuration is wrong. */
function exitCodeOf({ status, failure }: CheckedBudget): ExitCode {
  if (failure !== null) return failure.exitCode;
  if (status === 'error') return exitCodes.usage;
  return status === 'fail' ? exitCodes.exceeded : exitCodes.ok;
}

function checkedBudget(outcome: Outcome, input: CheckInput): CheckedBudget {
  const { budget, order, reused, seconds } = outcome;
  const entry = input.baseline?.content.budgets.find(({ name }) => name === budget.name);
  const common = {
    order,
    name: budget.name,
    file: budget.file,
    device: budget.device,
    reused,
    seconds,
    before: entry === undefined ? null : { totals: entry.totals, layers: entry.layers },
    location: locationOf(budget.path, input),
  };
  if ('failure' in outcome) {
    const status = outcome.failure.exitCode === exitCodes.exceeded ? 'fail' : 'error';
    const verdict = { pass: false, status, checks: [] } as const;
    return {
      ...common,
      status,
      verdict: { ...verdict, checks: [] },
      report: null,
      failure: outcome.failure,
      symbolChanges: [],
    };
  }
  const { measurement } = outcome;
  const checks = budget.limits.map((limit) => checkedLimit(limit, measurement, entry, input));
  const all = [...partLimits(measurement.report), ...checks];
  const status = worstStatus(all.map((check) => check.status));
  return {
    ...common,
    status,
    verdict: { pass: status !== 'fail' && status !== 'error', status, checks: all },
    report: measurement.report,
    failure: null,
    symbolChanges: entry === undefined ? [] : symbolChanges(entry, measurement),
  };
}

function checkedLimit(
  limit: Limit,
  measurement: Measurement,
  entry: BaselineEntry | undefined,
  input: CheckInput,
): CheckedLimit {
  const { measure, level, text, layers = null } = limit;
  const verdict = judge(limit, measuresOf(measurement.report), entry);
  const status = strictly(verdict.status, limit, input);
  const isKept = status === 'pass' || status === 'error';
  const cause =
    isKept || verdict.limit === null || verdict.layer !== null ? undefined : causeOf(measure, measurement, entry);
  return {
    name: measure,
    layers,
    level,
    text,
    ...verdict,
    status,
    cause: cause ?? null,
    advice: isKept
      ? null
      : verdict.limit === null
        ? saveBaseline
        : limitAdvice(measure, measurement.report, cause, verdict.excess ?? 0),
    location: locationOf(limit.path, input),
  };
}

/** Under `--strict` what is uncertain is not good enough, unless the limit only warns. */
const strictly = (status: Status, { level }: Limit, { strict }: CheckInput): Status =>
  status === 'uncertain' && strict ? (level === 'warn' ? 'warn' : 'fail') : status;

function symbolChanges({ symbols }: BaselineEntry, now: Measurement): CheckedBudget['symbolChanges'] {
  const inOneRegion = (symbol: (typeof symbols)[number]) => ({ ...symbol, region: '' });
  return changesBetween(symbols.map(inOneRegion), now.symbols.map(inOneRegion)).slice(0, symbolChangesKept);
}

function locationOf(path: ConfigPath, { locate, config }: CheckInput): CheckedLimit['location'] {
  const position = locate(path);
  return position === undefined ? null : { file: config.file, ...position };
}
