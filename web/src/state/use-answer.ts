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
  const [state, setState] = useState<AnswerState<Value>>({ status: 'none' });
  useEffect(() => {
    if (ask === undefined) {
      setState({ status: 'none' });
      return undefined;
    }
    const controller = new AbortController();
    setState({ status: 'waiting' });
    void ask(controller.signal).then((outcome) => {
      if (controller.signal.aborted) return;
      setState(outcome.ok ? { status: 'done', value: outcome.value } : { status: 'failed', failure: outcome.failure });
    });
    return () => controller.abort();
  }, [key]);
  return state;
}
