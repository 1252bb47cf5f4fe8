import { EnginePool } from './pool.ts';
import workerUrl from './worker.ts?worker&url';

/** Not more machines than anyone compares at once. */
const mostWorkers = 4;

/** A pool of engine workers, one a core. */
export function startPool(): EnginePool {
  const size = Math.max(1, Math.min(mostWorkers, navigator.hardwareConcurrency));
  // A worker from an address has the policy its own response brings, which a static host does not send; one from a blob
  // inherits the page's (CSP 3, "Initialize a global object's CSP list"): it cannot talk to other hosts either.
  const script = `import ${JSON.stringify(new URL(workerUrl, document.baseURI).href)};`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new EnginePool(() => new Worker(url, { type: 'module', name: 'preflash engine' }), size);
}
