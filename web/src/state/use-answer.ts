import { useEffect, useState } from 'preact/hooks';
import type { Failure, Outcome } from '../engine/failure.ts';

export type AnswerState<Value> =
  | { readonly status: 'none' | 'waiting' }
  | { readonly status: 'done'; readonly value: Value }
  | { readonly status: 'failed'; readonly failure: Failure };

/**
 * The answer to a question of the view, asked again whenever `key` changes; the one before is cancelled.
 *
 * @param ask undefined while there is nothing to ask
 */
export function useAnswer<Value>(
  key: string,
  ask: ((signal: AbortSignal) => Promise<Outcome<Value>>) | undefined,
): AnswerState<Value> {
  const [answered, setAnswered] = useState<{ readonly key: string; readonly state: AnswerState<Value> }>();
  useEffect(() => {
    if (ask === undefined) return undefined;
    const controller = new AbortController();
    void ask(controller.signal).then((outcome) => {
      if (!controller.signal.aborted) setAnswered({ key, state: stateOf(outcome) });
    });
    return () => controller.abort();
  }, [key]);
  if (ask === undefined) return { status: 'none' };
  // The answer to another question is none to this one, not even for the moment before it is asked.
  return answered?.key === key ? answered.state : { status: 'waiting' };
}

const stateOf = <Value>(outcome: Outcome<Value>): AnswerState<Value> =>
  outcome.ok ? { status: 'done', value: outcome.value } : { status: 'failed', failure: outcome.failure };
