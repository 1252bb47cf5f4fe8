import { blobWorkerUrl } from './blob-worker.ts';
import { WorkerPool } from './pool.ts';
import type { Engine } from './protocol.ts';
import workerUrl from './worker.ts?worker&url';

/** Not more machines than anyone compares at once. */
const mostWorkers = 4;

/** A pool of engine workers, one a core. */
export function startPool(): WorkerPool<Engine> {
  const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency));
  const url = blobWorkerUrl(workerUrl, window);
  return new WorkerPool(() => new Worker(url, { type: 'module', name: 'preflash engine' }), size);
}
