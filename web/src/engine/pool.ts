import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import { cancelled, type Failure, type Outcome, overTimeLimit } from './failure.ts';

export interface JobOptions {
  /** Ends the run when aborted. */
  readonly signal: AbortSignal;
  readonly limitSeconds: number;
  readonly onStart?: () => void;
}

interface Bench<Service> {
  readonly worker: Worker;
  readonly service: Remote<Service>;
}

/**
 * Workers that run jobs, as many at once as there are cores to spare. What is cancelled or takes too long is ended with
 * its worker, whatever it is doing: firmware cannot hold on to it.
 */
export class WorkerPool<Service> {
  readonly #create: () => Worker;
  readonly #idle: Bench<Service>[] = [];
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(create: () => Worker, size: number) {
    this.#create = create;
    this.#free = size;
  }

  /** Runs a job on a worker of its own as soon as one is free. */
  async run<Value>(
    job: (service: Remote<Service>) => Promise<Outcome<Value>>,
    { signal, limitSeconds, onStart }: JobOptions,
  ): Promise<Outcome<Value>> {
    await this.#turn();
    try {
      if (signal.aborted) return { ok: false, failure: cancelled };
      onStart?.();
      return await this.#runOn(this.#idle.pop() ?? this.#start(), job, signal, limitSeconds);
    } finally {
      this.#free++;
      this.#waiting.shift()?.();
    }
  }

  /** Starts workers that will be wanted. One that cannot be started is told of by the job that starts it again. */
  prepare(count: number): void {
    for (let started = 0; started < Math.min(count, this.#free); started++) {
      const bench = this.#start();
      this.#idle.push(bench);
      const drop = (): void => {
        const place = this.#idle.indexOf(bench);
        if (place >= 0) this.#idle.splice(place, 1);
      };
      bench.worker.addEventListener('error', drop, { once: true });
    }
  }

  #start(): Bench<Service> {
    const worker = this.#create();
    return { worker, service: wrap<Service>(worker) };
  }

  async #turn(): Promise<void> {
    while (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free--;
  }

  #runOn<Value>(
    bench: Bench<Service>,
    job: (service: Remote<Service>) => Promise<Outcome<Value>>,
    signal: AbortSignal,
    limitSeconds: number,
  ): Promise<Outcome<Value>> {
    return new Promise((resolve) => {
      const end = (failure: Failure): void => {
        finish();
        bench.service[releaseProxy]();
        bench.worker.terminate();
        resolve({ ok: false, failure });
      };
      const abort = (): void => end(cancelled);
      const timer = setTimeout(() => end(overTimeLimit(limitSeconds)), limitSeconds * 1000);
      const broke = (event: ErrorEvent): void => end(brokenWorker(event.message));
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        bench.worker.removeEventListener('error', broke);
      };
      signal.addEventListener('abort', abort);
      bench.worker.addEventListener('error', broke);
      job(bench.service).then(
        (outcome) => {
          finish();
          this.#idle.push(bench);
          resolve(outcome);
        },
        (error: unknown) => end(brokenWorker(String(error))),
      );
    });
  }
}

function brokenWorker(message: string): Failure {
  return {
    code: 'worker',
    where: 'a worker of the page',
    what: `it ended (${message || 'out of memory, or its script could not be loaded'})`,
    advice: 'Load the page again; if it happens with this file every time, please report it.',
    kind: 'bug',
  };
}

/** A callback that a worker may call. */
export const callback = proxy;
