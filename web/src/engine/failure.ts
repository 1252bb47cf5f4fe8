import type { ErrorKind } from '../../../src/index.ts';

/** Why there is no report, as it crosses from a worker to the page. */
export interface Failure {
  /** The class of the error, `cancelled` or `time-limit`. */
  readonly code: string;
  readonly where: string;
  readonly what: string;
  readonly advice: string;
  readonly kind: ErrorKind | 'stopped' | 'bug';
}

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export const cancelled: Failure = {
  code: 'cancelled',
  where: 'this run',
  what: 'it was cancelled before there was a result',
  advice: 'Start it again with Run.',
  kind: 'stopped',
};

export const overTimeLimit = (seconds: number): Failure => ({
  code: 'time-limit',
  where: 'this run',
  what: `it was ended after ${seconds} s, the time limit of the page`,
  advice: 'Raise the limit under Run options, or measure one function of the firmware with a region.',
  kind: 'stopped',
});

/** What is said of it at first sight: that it does not fit is an answer. */
export function wordOf({ kind }: Failure): string {
  if (kind === 'stopped') return 'STOPPED';
  return kind === 'does-not-fit' ? 'DOES NOT FIT' : 'NO FIGURES';
}
