import { EnginePool } from './pool.ts';

/** Not more machines than anyone compares at once. */
const mostWorkers = 4;

/** A pool of engine workers, one a core. */
export function startPool(): EnginePool {
  const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency));
  const script = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'preflash engine' });
  return new EnginePool(script, size);
}
