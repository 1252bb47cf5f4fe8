import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

interface Suite {
  readonly name: string;
  readonly timeoutMs: number;
  readonly globalSetup?: string;
  /** Of `expect.poll`: how long what is waited for may take on a machine that is busy with other things. */
  readonly pollMs?: number;
  readonly retry?: number;
}

/**
 * Suites in the order a developer wants their failures: pure functions first, then the simulator, then the oracles
 * that compile firmware or start QEMU. A group starts when the one before it has ended. What starts processes or a
 * browser is tried twice: on a machine that others share one of them is sometimes not given its time. The report says
 * which were.
 */
const suites: readonly Suite[] = [
  { name: 'units', timeoutMs: 60_000 },
  { name: 'devices', timeoutMs: 60_000 },
  { name: 'image', timeoutMs: 60_000 },
  { name: 'model', timeoutMs: 60_000 },
  { name: 'data', timeoutMs: 60_000 },
  { name: 'cost', timeoutMs: 60_000 },
  { name: 'budget', timeoutMs: 60_000 },
  { name: 'compare', timeoutMs: 120_000 },
  { name: 'isa', timeoutMs: 60_000 },
  { name: 'timing', timeoutMs: 60_000 },
  { name: 'simulate', timeoutMs: 60_000 },
  { name: 'build', timeoutMs: 180_000 },
  { name: 'kernels', timeoutMs: 300_000 },
  { name: 'nnom', timeoutMs: 120_000 },
  { name: 'convert', timeoutMs: 180_000 },
  { name: 'estimate', timeoutMs: 120_000 },
  { name: 'cli', timeoutMs: 120_000, retry: 1 },
  { name: 'web', timeoutMs: 180_000, retry: 1, pollMs: 60_000, globalSetup: 'sim-tests/web/support/serve.ts' },
  { name: 'oracle', timeoutMs: 300_000 },
  { name: 'fidelity', timeoutMs: 300_000 },
];

export default defineConfig({
  test: {
    passWithNoTests: false,
    // Vitest leaves a core to itself, which is half of a machine with two.
    maxWorkers: availableParallelism(),
    projects: suites.map(({ name, timeoutMs, pollMs, retry = 0, globalSetup = [] }, order) => ({
      test: {
        name,
        retry,
        globalSetup,
        include: [`sim-tests/${name}/**/*.test.ts`],
        testTimeout: timeoutMs,
        hookTimeout: timeoutMs,
        expect: pollMs === undefined ? {} : { poll: { timeout: pollMs, interval: 20 } },
        sequence: { groupOrder: order },
      },
    })),
  },
});
