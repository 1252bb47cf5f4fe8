import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assembleElf } from './support/arm-elf.ts';
import { preflash, preflashProcess } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const repository = fileURLToPath(new URL('../../', import.meta.url));
const model = (name: string): string => join(repository, 'models', 'mnist-cnn', `${name}.tflite`);

/** Where a whole file ends: half a file does not. */
const ends: Readonly<Record<string, RegExp>> = {
  'check.json': /\}\n$/,
  'check.html': /<\/html>\n$/,
  'check.xml': /<\/testsuites>\n$/,
  'check.md': /<\/sub>\n$/,
  'preflash.baseline.json': /\}\n$/,
};

const reporters = ['json=check.json', 'html=check.html', 'junit=check.xml', 'markdown=check.md'];
const commands = {
  check: ['check', ...reporters.flatMap((reporter) => ['--reporter', reporter])],
  baseline: ['baseline'],
} as const;

/** mulberry32: the moments are the same in every run of the tests. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const budgetOf = (name: string) => ({
  name,
  model: model(name),
  device: 'stm32l475vg',
  limits: { flash: '64 KiB' },
});

/** A budget whose firmware counts for ever, made in a directory. */
const endless = (own: string, at: number) => ({
  name: `endless ${at}`,
  image: assembleElf(own, 'endless', 'again: adds r0, r0, #1\nb again'),
  device: 'stm32l475vg',
  limits: { flash: '1 KiB' },
  maxCycles: `${900 + at} Gcycles`,
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function project(): string {
  const cwd = join(directory, 'project');
  mkdirSync(cwd);
  const budgets = ['channels-6-ptq-int8', 'ptq-int8', 'qat-int8'].map(budgetOf);
  writeInto(cwd, 'preflash.config.json', JSON.stringify({ budgets }, null, 2));
  return cwd;
}

/** Runs a command and ends it the hard way after a while; resolves when it is gone. */
function killedAfter(args: readonly string[], cwd: string, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(repository, 'dist/cli/main.js'), ...args], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Entries of a cache that are written to its index; each is a file, which is empty at first. */
function entries(cache: string): string[] {
  const index = join(cache, 'results', 'index-v5');
  if (!existsSync(index)) return [];
  return readdirSync(index, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size > 0)
    .map(({ name }) => name);
}

const figures = (text: string) =>
  JSON.parse(text).budgets.map(({ name, report }: { name: string; report: { cycles: { total: number } } }) => [
    name,
    report.cycles.total,
  ]);

describe('killed at twenty random moments', () => {
  const cwd = project();
  const random = randomNumbers(6);

  it('no file is half there, and the next run is right', { timeout: 300_000 }, async () => {
    const wanted = figures((await preflash(['check', '--json', '--no-cache'], cwd)).stdout);
    for (let round = 0; round < 20; round++) {
      // In turn with an empty cache, so that it is killed while it measures, and with one that fills: while it writes.
      const cache = join(directory, round % 4 < 2 ? `cache-${round}` : 'cache');
      const args = [...commands[round % 2 === 0 ? 'check' : 'baseline'], '--cache-dir', cache];
      const startMs = performance.now();
      if (round === 0) await preflash(args, cwd);
      const longestMs = round === 0 ? performance.now() - startMs : 1500;
      await killedAfter(args, cwd, 200 + random() * longestMs);
      for (const [file, end] of Object.entries(ends)) {
        const path = join(cwd, file);
        if (existsSync(path)) expect(readFileSync(path, 'utf8'), `${file} in round ${round}`).toMatch(end);
      }
      if (round % 8 !== 7) continue;
      // The cache was written to while the processes were killed.
      const after = await preflash(['check', '--json', '--cache-dir', cache], cwd);
      expect(after.exitCode).toBe(0);
      expect(figures(after.stdout)).toEqual(wanted);
    }
    const baseline = await preflash([...commands.baseline, '--cache-dir', join(directory, 'cache')], cwd);
    expect(baseline).toMatchObject({ exitCode: 0, stdout: 'saved 3 budgets in preflash.baseline.json\n' });
  });

  it('a check that was interrupted goes on where it was', async () => {
    const own = join(directory, 'resumed');
    const cache = join(own, 'cache');
    mkdirSync(own);
    const [first, second] = ['channels-6-ptq-int8', 'ptq-int8'].map((name) => budgetOf(name));
    writeInto(own, 'preflash.config.json', JSON.stringify({ budgets: [first, endless(own, 0)] }));
    const { child, ended } = preflashProcess(['check', '--jobs', '1', '--cache-dir', cache], own);
    await until(() => entries(cache).length > 0);
    child.kill('SIGKILL');
    await ended;
    writeInto(own, 'preflash.config.json', JSON.stringify({ budgets: [first, second] }));
    const { stdout } = await preflash(['check', '--json', '--cache-dir', cache], own);
    expect(JSON.parse(stdout).budgets).toMatchObject([{ reused: true }, { reused: false }]);
  });

  it.each([1, 2])(
    'SIGINT ends one that never would with 130, without a report or a trace: %d budgets',
    async (count) => {
      const own = join(directory, `interrupted-${count}`);
      mkdirSync(own);
      const budgets = Array.from({ length: count }, (_, at) => endless(own, at));
      writeInto(own, 'preflash.config.json', JSON.stringify({ budgets }));
      const before = readdirSync(own);
      const { child, ended } = preflashProcess([...commands.check, '--no-cache'], own);
      await new Promise((resolve) => child.stderr?.once('data', resolve));
      child.kill('SIGINT');
      const { exitCode, stderr, progress } = await ended;
      expect(exitCode).toBe(130);
      expect(stderr).toBe('preflash: stopped before there was a result\n');
      expect(progress[0]).toMatch(count === 1 ? /^preflash: endless 0: simulating / : /^preflash: measured 0 of 2 /);
      expect(readdirSync(own)).toEqual(before);
    },
  );
});
