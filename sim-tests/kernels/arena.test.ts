import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileHost, runHost } from './host.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'preflash-arena-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

it('plans buffers that do not overlap while they are alive, close to the least possible', async () => {
  const program = await compileHost('host_planner.c', 'reference', directory);
  const { exitCode, stdout, stderr } = await runHost(program, ['2000']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  // Greedy by size stays near the lower bound, what is alive at once; 1 would be optimal.
  expect(Number(stdout)).toBeLessThan(1.1);
});
