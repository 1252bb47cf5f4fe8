import { blobWorkerUrl } from '../engine/blob-worker.ts';
import type { Outcome } from '../engine/failure.ts';
import { failureOf } from '../engine/failure-of.ts';
import { type JobOptions, WorkerPool } from '../engine/pool.ts';
import type { Answer } from '../engine/protocol.ts';
import { TfliteError } from './errors.ts';
import type { TfliteService } from './protocol.ts';
import workerUrl from './tflite-worker.ts?worker&url';

/** TensorFlow Lite's own interpreter, which is loaded when it is first asked. */
export class TfliteInterpreter {
  #pool: Promise<WorkerPool<TfliteService>> | undefined;

  /** What a .tflite makes of the bytes of its input. */
  async run(model: Uint8Array, input: Uint8Array, options: JobOptions): Promise<Outcome<Answer>> {
    this.#pool ??= openPool();
    try {
      return await (await this.#pool).run((service) => service.run(model, input), options);
    } catch (error) {
      this.#pool = undefined;
      return { ok: false, failure: failureOf(error) };
    }
  }
}

/**
 * A worker that belongs to a frame of its own, and so to that frame's policy: the glue of TensorFlow Lite makes functions
 * of strings, which the page forbids. What both policies allow to talk to is the page's own host.
 */
async function openPool(): Promise<WorkerPool<TfliteService>> {
  const owner = await openFrame('tflite.html');
  const url = blobWorkerUrl(workerUrl, owner);
  return new WorkerPool(() => new owner.Worker(url, { type: 'module', name: 'TensorFlow Lite' }), 1);
}

/** @throws TfliteError where the frame is not there: without its policy nothing is started in it */
async function openFrame(name: string): Promise<Window & typeof globalThis> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = new URL(name, document.baseURI).href;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const policy = frame.contentDocument?.querySelector('meta[http-equiv="Content-Security-Policy"]');
  if (policy) return frame.contentWindow as Window & typeof globalThis;
  frame.remove();
  throw TfliteError.notLoaded(`${name} is not there`);
}
