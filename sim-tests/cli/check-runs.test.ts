import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../src/node/baseline-file.ts';
import { type CheckOptions, checkBudgets } from '../../src/node/check-budgets.ts';
import { loadConfig } from '../../src/node/config-file.ts';
import { resultCache } from '../../src/node/result-cache.ts';
import type { CheckReport } from '../../src/report/check/schema.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const repository = fileURLToPath(new URL('../../', import.meta.url));
const bundled = (name: string): string => join(repository, 'models', 'mnist-cnn', `${name}.tflite`);
const small = bundled('channels-6-ptq-int8');

const schemaOf = (path: string) => JSON.parse(readFileSync(join(repository, path), 'utf8'));

function folder(name: string, budgets: readonly object[], more: object = {}): string {
  const path = join(directory, name);
  mkdirSync(path, { recursive: true });
  writeInto(path, 'preflash.config.json', JSON.stringify({ ...more, budgets }, null, 2));
  return path;
}

const budget = (name: string, model: string, more: object = {}) => ({
  name,
  model,
  device: 'stm32l475vg',
  limits: { flash: '1 MiB' },
  ...more,
});

const cacheDirectory = join(directory, 'cache');

/** What the command line does, without the time node takes to start. */
async function checked(cwd: string, options: CheckOptions = {}): Promise<CheckReport> {
  const config = await loadConfig(cwd);
  return checkBudgets(config, { cache: resultCache(cacheDirectory), baseline: await loadBaseline(config), ...options });
}

async function checkedByCommand(cwd: string, ...args: string[]): Promise<CheckReport> {
  return JSON.parse((await preflash(['check', '--json', '--cache-dir', cacheDirectory, ...args], cwd)).stdout);
}

const reused = ({ budgets }: CheckReport) => budgets.map((one) => one.reused);
const cyclesOf = ({ budgets }: CheckReport) => budgets.map(({ report }) => report?.cycles.total);

describe('nothing is simulated twice', () => {
  const variants = [
    ...['ptq-int8', 'qat-int8', 'float32', 'pruned-2-of-4', 'pruned-qat-int8'],
    ...['channels-6-ptq-int8', 'channels-6-float32'],
  ];
  const budgets = variants.map((name) => ({
    name,
    model: bundled(name),
    devices: ['stm32l475vg', 'nrf52840'],
    limits: { flash: '200 KiB', latency: '1 s' },
  }));

  it('seven variants on two parts: all measured the first time, all reused the second, the same figures', async () => {
    const cwd = folder('matrix', budgets);
    const first = await checkedByCommand(cwd);
    const second = await checkedByCommand(cwd);
    expect(first.budgets).toHaveLength(14);
    expect(reused(first)).toEqual(Array(14).fill(false));
    expect(reused(second)).toEqual(Array(14).fill(true));
    expect(second.budgets.map(({ report, verdict }) => [report, verdict])).toEqual(
      first.budgets.map(({ report, verdict }) => [report, verdict]),
    );
  });

  it('a limit that changes measures nothing; a file, a part or an option that changes is measured', async () => {
    const base = [budget('a', small)];
    await checked(folder('changing', base));
    expect(reused(await checked(folder('changing', [budget('a', small, { limits: { flash: '1 KiB' } })])))).toEqual([
      true,
    ]);
    expect(reused(await checked(folder('changing', [budget('a', bundled('ptq-int8'), { opt: 'O3' })])))).toEqual([
      false,
    ]);
    expect(reused(await checked(folder('changing', [budget('a', small, { device: 'rp2040' })])))).toEqual([false]);

    const copy = join(directory, 'changing', 'copy.tflite');
    copyFileSync(small, copy);
    const own = folder('changing', [budget('a', 'copy.tflite')]);
    expect(reused(await checked(own))).toEqual([false]);
    const bytes = readFileSync(copy);
    // Bytes that no reader of the file looks at: still another file.
    writeFileSync(copy, Buffer.concat([bytes, Buffer.alloc(16)]));
    expect(reused(await checked(own))).toEqual([false]);
    expect(reused(await checked(own))).toEqual([true]);
  });

  it('the same run for two budgets is measured once', async () => {
    const report = await checked(folder('twice', [budget('a', small), budget('b', small)]), { cache: undefined });
    expect(report.budgets[0]?.report).toEqual(report.budgets[1]?.report);
    expect(report.budgets[0]?.seconds).toBe(report.budgets[1]?.seconds);
  });

  it('--no-cache measures again, to the same cycles, and text says what was reused', async () => {
    const cwd = folder('no-cache', [budget('a', small)]);
    const kept = await checkedByCommand(cwd);
    const again = await checkedByCommand(cwd, '--no-cache');
    expect([reused(kept), reused(again)]).toEqual([[true], [false]]);
    expect(cyclesOf(again)).toEqual(cyclesOf(kept));
    const { stdout } = await preflash(['check', '--cache-dir', cacheDirectory], cwd);
    expect(stdout).toContain('1 of 1 budget reused from the cache (--no-cache measures them again)');
  });

  it('a damaged entry is measured again', async () => {
    const cwd = folder('damaged', [budget('a', small)]);
    const own = join(directory, 'damaged-cache');
    const cache = resultCache(own);
    const whole = await checked(cwd, { cache });
    for (const entry of readdirSync(own, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && path.includes('content-v2')) writeFileSync(path, readFileSync(path).subarray(0, 100));
    }
    const after = await checked(cwd, { cache });
    expect(reused(after)).toEqual([false]);
    expect(cyclesOf(after)).toEqual(cyclesOf(whole));
  });
});

describe('a budget that cannot be measured is a row', () => {
  const missing = budget('missing', 'nowhere.tflite');
  const exceeded = budget('exceeded', small, { limits: { flash: '1 KiB' } });
  const endless = budget('endless', small, { maxCycles: '1000 cycles' });
  const fine = budget('fine', small);

  it.each([
    ['2 before 3 before 1', [fine, exceeded, endless, missing], 2],
    ['3 before 1', [exceeded, endless, fine], 3],
    ['1 before 0', [exceeded, fine], 1],
  ])('and the exit code is the gravest: %s', async (name, budgets, exitCode) => {
    const cwd = folder(name.replaceAll(' ', '-'), budgets);
    const ended = await preflash(['check', '--json', '--cache-dir', cacheDirectory], cwd);
    const report: CheckReport = JSON.parse(ended.stdout);
    expect(ended.exitCode).toBe(exitCode);
    expect(report.exitCode).toBe(exitCode);
    expect(report.budgets.map(({ name: title }) => title)).toEqual(budgets.map(({ name: title }) => title));
    expect(report.budgets.find(({ name: title }) => title === 'fine')).toMatchObject({ status: 'pass' });
    const validate = new Ajv2020({ strict: false }).compile(schemaOf('src/report/check/check.schema.json'));
    validate(report);
    expect(validate.errors).toBeNull();
  });
});

describe('engines and data sets', () => {
  const stated: { variants: { file: string; accuracy: number }[] } = schemaOf('models/mnist-cnn/model.json');
  /** Of LiteRT, on the same 2,000 images: models/train/measure.py. */
  const accuracy = stated.variants.find(({ file }) => file === 'ptq-int8.tflite')!.accuracy;
  const data = join(repository, '..', 'shared', 'data');
  const answering = (percent: number, more: object = {}) =>
    budget(`at least ${percent} %`, bundled('ptq-int8'), { data, limits: { accuracy: `${percent}%` }, ...more });

  it.each(['simulate', 'estimate'])(
    'engine %s: accuracy is what the interpreter has, and a limit on it the least',
    async (engine) => {
      const percent = accuracy * 100;
      const cwd = folder(`accuracy-${engine}`, [answering(percent, { engine }), answering(percent + 0.1, { engine })]);
      const report = await checkedByCommand(cwd);
      expect(report.budgets.map(({ verdict }) => verdict.checks[0])).toMatchObject([
        { name: 'accuracy', status: 'pass', actual: accuracy },
        { name: 'accuracy', status: 'fail', actual: accuracy },
      ]);
      expect(report.budgets[0]?.report?.provenance.engine).toBe(engine);
      expect(reused(await checkedByCommand(cwd))).toEqual([true, true]);
    },
  );

  it('an estimate has bands: a limit in one is uncertain, and fails under --strict', async () => {
    const estimates = (limit: string) => [budget('e', small, { engine: 'estimate', limits: { cycles: limit } })];
    const [first] = (await checked(folder('estimate', estimates('1 Gcycles')))).budgets;
    const { low, high, actual } = first!.verdict.checks[0]!;
    expect(low).toBeLessThan(actual!);
    expect(high).toBeGreaterThan(actual!);
    const inside = folder('estimate', estimates(`${Math.round((actual! + high!) / 2)} cycles`));
    expect(await checked(inside)).toMatchObject({ status: 'uncertain', exitCode: 0 });
    expect(await checked(inside, { strict: true })).toMatchObject({ status: 'fail', exitCode: 1 });
    expect((await checked(folder('estimate', estimates(`${low! - 1} cycles`)))).status).toBe('fail');
  });

  it('an estimate has no stack: a limit on it is an error that says so', async () => {
    const cwd = folder('no-stack', [budget('e', small, { engine: 'estimate', limits: { stack: '1 KiB' } })]);
    expect(await checked(cwd)).toMatchObject({ status: 'error', exitCode: 2 });
  });
});

describe('shards', () => {
  it('merged are the whole check', async () => {
    const cwd = folder('shards', [budget('a', small), budget('b', bundled('ptq-int8')), budget('c', 'nowhere.tflite')]);
    const whole = await checked(cwd);
    const files = await Promise.all(
      [1, 2].map(async (shard) => {
        const report = await checked(cwd, { shard: { index: shard, count: 2 } });
        return writeInto(cwd, `${shard}.json`, JSON.stringify(report));
      }),
    );
    const merged = await preflash(['merge', '--json', ...files], cwd);
    const plain = (report: CheckReport) => ({
      ...report,
      budgets: report.budgets.map((one) => ({ ...one, seconds: 0, reused: true })),
    });
    expect(merged.exitCode).toBe(2);
    expect(plain(JSON.parse(merged.stdout))).toEqual(plain(whole));

    const [first = ''] = files;
    const one = await preflash(['merge', first], cwd);
    expect(one).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('shard 2 of 2 is missing') });
    const twice = await preflash(['merge', first, first], cwd);
    expect(twice).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('shard 1/2 is in') });
  });
});

describe('a baseline', () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd,
      stdio: 'pipe',
      encoding: 'utf8',
    });
  const limits = { flash: '+2%', cycles: { max: '+2%', level: 'warn' } };

  it('is saved, keeps its schema, and is what growth is measured against', async () => {
    const cwd = folder('baseline', [budget('digits', 'm.tflite', { limits })]);
    copyFileSync(small, join(cwd, 'm.tflite'));
    const saved = await preflash(['baseline', '--cache-dir', cacheDirectory], cwd);
    expect(saved).toMatchObject({ exitCode: 0, stdout: 'saved 1 budgets in preflash.baseline.json\n' });
    const validate = new Ajv2020({ strict: false }).compile(schemaOf('src/budget/baseline.schema.json'));
    validate(JSON.parse(readFileSync(join(cwd, 'preflash.baseline.json'), 'utf8')));
    expect(validate.errors).toBeNull();
    expect((await checked(cwd)).status).toBe('pass');

    // Twice the channels: larger and slower.
    copyFileSync(bundled('ptq-int8'), join(cwd, 'm.tflite'));
    const [flash, cycles] = (await checked(cwd)).budgets[0]!.verdict.checks;
    expect(flash).toMatchObject({ status: 'fail', cause: { kind: 'layer', name: 'layer 3 (FULLY_CONNECTED)' } });
    expect(cycles).toMatchObject({ status: 'warn', cause: { name: 'layer 0 (CONV_2D)' } });
  });

  it('is measured from a commit that is built beside the project, and leaves nothing behind', async () => {
    const cwd = folder('ref', [budget('digits', 'built/m.tflite', { limits })], {
      build: 'mkdir -p built && cp source.tflite built/m.tflite',
    });
    cpSync(small, join(cwd, 'source.tflite'));
    git(cwd, 'init', '-q');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-qm', 'one');
    mkdirSync(join(cwd, 'built'));
    copyFileSync(bundled('ptq-int8'), join(cwd, 'built', 'm.tflite'));
    const report = await checkedByCommand(cwd, '--against', 'HEAD');
    expect(report).toMatchObject({
      exitCode: 1,
      baseline: { source: 'HEAD', commit: git(cwd, 'rev-parse', 'HEAD').trim() },
    });
    const changes = await preflash(['baseline', '--against', 'HEAD', '--cache-dir', cacheDirectory], cwd);
    expect(changes.exitCode).toBe(0);
    expect(changes.stdout).toMatch(/layer 0 \(CONV_2D\) +[\d,]+ cycles -> [\d,]+ cycles \(\+/);
    expect(git(cwd, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(cwd, 'preflash.baseline.json'))).toBe(false);
  });

  it('from a commit that is not there, or whose build fails, is an error that says so', async () => {
    const cwd = folder('ref', [budget('digits', 'built/m.tflite', { limits })], {
      build: 'echo no compiler >&2; exit 7',
    });
    const missing = await preflash(['check', '--against', 'nowhere'], cwd);
    expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('there is no commit "nowhere"') });
    const failed = await preflash(['check', '--against', 'HEAD'], cwd);
    expect(failed).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/exit code 7[\s\S]*no compiler/) });
    expect(git(cwd, 'worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  it('is not saved when a budget cannot be measured', async () => {
    const cwd = folder('holes', [budget('fine', small), budget('missing', 'nowhere.tflite')]);
    const ended = await preflash(['baseline', '--cache-dir', cacheDirectory], cwd);
    expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('budget "missing"') });
    expect(existsSync(join(cwd, 'preflash.baseline.json'))).toBe(false);
  });
});
