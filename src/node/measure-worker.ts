import { type Failure, failureOf } from '../errors/failure.ts';
import type { Measurement } from '../report/check/causes.ts';
import { type BudgetRequest, measureBudget } from './measure-budget.ts';

/** A measurement, or why there is none: errors of a thread arrive without their class. */
export type WorkerAnswer = { readonly measurement: Measurement } | { readonly failure: Failure };

/** What a thread of the pool does: measures one budget. Never rejects. */
export default async function measureInWorker(request: BudgetRequest): Promise<WorkerAnswer> {
  try {
    return { measurement: await measureBudget(request) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
