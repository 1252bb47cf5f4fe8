import { expose } from 'comlink';
import { answerOf } from '../engine/answer.ts';
import type { Outcome } from '../engine/failure.ts';
import { outcomeOf } from '../engine/failure-of.ts';
import type { Answer } from '../engine/protocol.ts';
import type { TfliteService } from './protocol.ts';
import { TfliteRuntime } from './runtime.ts';

class TfliteWorker implements TfliteService {
  #runtime: Promise<TfliteRuntime> | undefined;

  async run(model: Uint8Array, input: Uint8Array): Promise<Outcome<Answer>> {
    this.#runtime ??= TfliteRuntime.load();
    const runtime = this.#runtime;
    const outcome = await outcomeOf(async () => answerOf((await runtime).run(model, input)));
    // Whatever went wrong: the next question is for an interpreter that nothing went wrong with.
    if (!outcome.ok) this.#runtime = undefined;
    return outcome;
  }
}

expose(new TfliteWorker());
