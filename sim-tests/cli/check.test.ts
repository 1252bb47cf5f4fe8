import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const bundledModel = fileURLToPath(new URL('../../models/mnist-cnn/ptq-int8.tflite', import.meta.url));

function configured(name: string, flash: string): string {
  const budget = { name: 'digits', model: bundledModel, device: 'stm32l475vg', limits: { flash, latency: '1 s' } };
  const folder = join(directory, name);
  mkdirSync(folder);
  writeInto(folder, 'preflash.config.json', JSON.stringify({ budgets: [budget] }));
  return folder;
}

describe('preflash check', () => {
  it('passes inside the budget', async () => {
    const ended = await preflash([], configured('pass', '1 MiB'));
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(
      /^PASS {2}1 budget inside the limits\n\nPASS {2}digits \(stm32l475vg\)\n {6}flash .* of 1 MiB/,
    );
  });

  it('fails over the budget, and says by how much', async () => {
    const ended = await preflash(['check'], configured('fail', '1 KiB'));
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toMatch(
      /^FAIL {2}1 of 1 budget over the limits\n\nFAIL {2}digits \(stm32l475vg\)\n {6}flash .* of 1 KiB \(.* %\), .* over\n {8}largest: layer 3 /,
    );
  });

  it('prints verdicts and reports as JSON', async () => {
    const ended = await preflash(['check', '--json'], configured('json', '1 KiB'));
    const { pass, budgets } = JSON.parse(ended.stdout);
    expect(pass).toBe(false);
    expect(budgets[0]).toMatchObject({ name: 'digits', verdict: { pass: false }, report: { schemaVersion: 1 } });
  });

  it('reads the "preflash" of a package.json', async () => {
    const folder = join(directory, 'package');
    mkdirSync(folder);
    writeInto(folder, 'package.json', JSON.stringify({ name: 'x', preflash: { budgets: [] } }));
    const ended = await preflash([], folder);
    expect(ended).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('package.json:1:25: budgets: it is empty'),
    });
  });

  it('finds the configuration above the folder it runs in; a package.json without a section is passed over', async () => {
    const below = join(configured('above', '1 MiB'), 'src', 'app');
    mkdirSync(below, { recursive: true });
    writeInto(below, 'package.json', '{"name": "app"}');
    expect(await preflash([], below)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('digits') });
  });

  it('without a configuration says what to do', async () => {
    const folder = join(directory, 'empty');
    mkdirSync(folder);
    const ended = await preflash([], folder);
    expect(ended).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('preflash run FILE --device ID'),
    });
  });
});
