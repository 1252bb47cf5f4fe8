import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const deadlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Gives `work` an empty directory and removes it afterwards: when `work` returns, when it throws, and when a signal
 * ends the process, which then still ends by that signal.
 */
export async function withTemporaryDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'preflash-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  const removeAndEnd = (signal: NodeJS.Signals): void => {
    remove();
    process.kill(process.pid, signal);
  };
  for (const signal of deadlySignals) process.once(signal, removeAndEnd);
  try {
    return await work(directory);
  } finally {
    for (const signal of deadlySignals) process.off(signal, removeAndEnd);
    remove();
  }
}
