import { dirname } from 'node:path';
import type { Budget } from '../budget/config.ts';
import { failureOf } from '../errors/failure.ts';
import type { Outcome } from '../report/check/build-check.ts';
import type { LoadedConfig } from './config-file.ts';
import { type BudgetRequest, budgetRequest, keyedInputs } from './measure-budget.ts';
import { type MeasurePool, measurePool } from './measure-pool.ts';
import type { WorkerAnswer } from './measure-worker.ts';
import { measurementKey, programHash } from './measurement-key.ts';
import type { ResultCache } from './result-cache.ts';

export interface MeasureHooks {
  /** Results of earlier runs; undefined: everything is measured. */
  readonly cache?: ResultCache | undefined;
  /** Threads at most. */
  readonly jobs?: number | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One budget with its place in the configuration. */
export interface OrderedBudget {
  readonly order: number;
  readonly budget: Budget;
}

/**
 * Measures budgets, each run once: what an earlier run or another budget has measured with the same files, options and
 * version is reused. Each result is kept as soon as it is there, so that an interrupted check resumes.
 */
export async function measureBudgets(
  budgets: readonly OrderedBudget[],
  config: Pick<LoadedConfig, 'path'>,
  hooks: MeasureHooks,
): Promise<Outcome[]> {
  const program = await programHash();
  const prepared = await Promise.all(budgets.map((ordered) => prepare(ordered, dirname(config.path), program, hooks)));
  const missing = new Set(prepared.flatMap((job) => ('key' in job ? [job.key] : [])));
  const pool = measurePool(missing.size, hooks.signal, hooks.jobs);
  const tell = progressOf(missing.size, hooks);
  const running = new Map<string, Promise<WorkerAnswer & { seconds: number }>>();
  const waiting = setInterval(tell.waiting, waitingMs);
  try {
    return await Promise.all(
      prepared.map(async (job): Promise<Outcome> => {
        if ('outcome' in job) return job.outcome;
        const answer = running.get(job.key) ?? measureAndKeep(job, pool, hooks, tell);
        running.set(job.key, answer);
        return { ...job.ordered, reused: false, ...(await answer) };
      }),
    );
  } finally {
    clearInterval(waiting);
    await pool.close();
  }
}

/** A budget whose result is there, or one to measure. */
type Prepared =
  | { readonly outcome: Outcome }
  | { readonly ordered: OrderedBudget; readonly request: BudgetRequest; readonly key: string };

async function prepare(
  ordered: OrderedBudget,
  directory: string,
  program: string,
  { cache }: MeasureHooks,
): Promise<Prepared> {
  try {
    const request = budgetRequest(ordered.budget, directory);
    const key = measurementKey(await keyedInputs(request), program);
    const measurement = await cache?.fetch(key);
    if (measurement === undefined) return { ordered, request, key };
    return { outcome: { ...ordered, reused: true, seconds: 0, measurement } };
  } catch (error) {
    return { outcome: { ...ordered, reused: false, seconds: 0, failure: failureOf(error) } };
  }
}

async function measureAndKeep(
  { ordered, request, key }: Extract<Prepared, { key: string }>,
  pool: MeasurePool,
  { cache }: MeasureHooks,
  tell: Progress,
): Promise<WorkerAnswer & { seconds: number }> {
  const startMs = performance.now();
  const answer = await pool.measure(request, (text) => tell.doing(`${ordered.budget.name}: ${text}`));
  if ('measurement' in answer) await cache?.store(key, answer.measurement);
  tell.done(ordered.budget.name);
  return { ...answer, seconds: (performance.now() - startMs) / 1000 };
}

interface Progress {
  readonly doing: (text: string) => void;
  readonly done: (name: string) => void;
  /** Another `waitingMs` have passed: threads tell nothing before they are ready. */
  readonly waiting: () => void;
}

const waitingMs = 1000;

function progressOf(total: number, { onProgress }: MeasureHooks): Progress {
  let ready = 0;
  let isNews = false;
  const doing = (text: string): void => {
    isNews = true;
    onProgress?.(text);
  };
  return {
    doing,
    done: (name) => {
      ready += 1;
      doing(`measured ${ready} of ${total}: ${name}`);
    },
    waiting: () => {
      if (!isNews) onProgress?.(`measured ${ready} of ${total}`);
      isNews = false;
    },
  };
}
