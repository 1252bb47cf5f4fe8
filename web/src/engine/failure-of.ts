import { PreflashError } from '../../../src/index.ts';
import type { Failure, Outcome } from './failure.ts';

/** Runs a job and turns whatever it throws into something that can be shown. */
export async function outcomeOf<Value>(job: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await job() };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof PreflashError) {
    const { name, where, what, advice, kind } = error;
    return { code: name, where, what, advice, kind };
  }
  return {
    code: 'internal',
    where: 'preflash',
    what: `this is a bug in preflash: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'Please report it with the file, if you may.',
    kind: 'bug',
  };
}
