import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withTemporaryDirectory } from '../../src/node/temporary-directory.ts';

describe('withTemporaryDirectory', () => {
  it('removes the directory and what is in it when the work is done, and when it fails', async () => {
    let used = '';
    const work = async (directory: string): Promise<void> => {
      used = directory;
      await writeFile(join(directory, 'file'), 'text');
    };
    await withTemporaryDirectory(work);
    expect(existsSync(used)).toBe(false);
    const failure = withTemporaryDirectory(async (directory) => {
      await work(directory);
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    expect(existsSync(used)).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'removes it when %s ends the process, which still ends by it',
    async (signal) => {
      const temporary = await mkdtemp(join(tmpdir(), 'preflash-signal-'));
      try {
        const program = fileURLToPath(new URL('endless-work.ts', import.meta.url));
        const child = spawn(process.execPath, ['--import', 'tsx', program], {
          env: { ...process.env, TMPDIR: temporary },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        await once(child.stdout, 'data');
        child.kill(signal);
        expect(await once(child, 'exit')).toEqual([null, signal]);
        expect((await readdir(temporary)).filter((name) => name.startsWith('preflash-'))).toEqual([]);
      } finally {
        await rm(temporary, { recursive: true });
      }
    },
  );
});
