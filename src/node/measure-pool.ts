import { setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Tinypool } from 'tinypool';
import { failureOf } from '../errors/failure.ts';
import { type BudgetRequest, measureBudget } from './measure-budget.ts';
import type { WorkerAnswer } from './measure-worker.ts';
import { packageRoot } from './package-root.ts';

/** Measures budgets on the cores of this machine. */
export interface MeasurePool {
  /** Rejects only when the job is aborted: what cannot be measured is an answer. */
  measure(request: BudgetRequest, onProgress?: (text: string) => void): Promise<WorkerAnswer>;
  close(): Promise<void>;
}

/**
 * A pool of threads; none where one thing is measured, which then tells of its progress.
 *
 * @param count how many budgets there are to measure
 * @param jobs threads at most; the cores of this machine unless given
 */
export function measurePool(
  count: number,
  signal: AbortSignal | undefined,
  jobs = availableParallelism(),
): MeasurePool {
  const threads = Math.min(count, jobs);
  const worker = join(packageRoot(), 'dist', 'node', 'measure-worker.js');
  return threads > 1 && existsSync(worker) ? threadPool(worker, threads, signal) : inThisThread(signal);
}

function inThisThread(signal: AbortSignal | undefined): MeasurePool {
  const measure: MeasurePool['measure'] = async (request, onProgress) => {
    try {
      return { measurement: await measureBudget(request, { onProgress, signal }) };
    } catch (error) {
      if (signal?.aborted) throw error;
      return { failure: failureOf(error) };
    }
  };
  return { measure: oneAfterTheOther(measure), close: async () => {} };
}

/** One simulation at a time: their memory is large, and they would only take turns. */
function oneAfterTheOther(measure: MeasurePool['measure']): MeasurePool['measure'] {
  let last: Promise<unknown> = Promise.resolve();
  return (...job) => {
    const answer = last.then(() => measure(...job));
    last = answer.catch(() => undefined);
    return answer;
  };
}

function threadPool(worker: string, threads: number, signal: AbortSignal | undefined): MeasurePool {
  // Each task listens for the end of the job.
  if (signal !== undefined) setMaxListeners(0, signal);
  const pool = new Tinypool({ filename: worker, minThreads: 1, maxThreads: threads });
  return {
    async measure(request) {
      try {
        return (await pool.run(request, signal && { signal })) as WorkerAnswer;
      } catch (error) {
        // A thread that ended without an answer: out of memory, or a bug.
        if (signal?.aborted) throw error;
        return { failure: failureOf(error) };
      }
    },
    close: () => pool.destroy(),
  };
}
