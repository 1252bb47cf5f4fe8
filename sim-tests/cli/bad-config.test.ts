import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../src/node/baseline-file.ts';
import { loadConfig } from '../../src/node/config-file.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();

/** A configuration of one budget, a key a line: line 2 budgets, 4 name, 5 model, 6 device, 7 limits, 8 its first limit. */
function config(more: object, without: readonly string[] = []): string {
  const limits = { flash: '64 KiB' };
  const budget: Record<string, unknown> = { name: 'digits', model: 'a.tflite', device: 'rp2040', limits, ...more };
  for (const key of without) delete budget[key];
  return JSON.stringify({ budgets: [budget] }, null, 2);
}

const limits = (of: object): string => config({ limits: of });

/** Two budgets of one name: the second name is in line 12. */
const twice = JSON.stringify(
  { budgets: [...JSON.parse(config({})).budgets, ...JSON.parse(config({})).budgets] },
  null,
  2,
);

const module = ['export default {', "  budgets: [{ name: 'd', model: 'a.tflite', device: 'rp2040',"];

interface Bad {
  readonly what: string;
  readonly text: string;
  readonly message: RegExp;
  readonly file?: string;
}

/** What people write, and what they need to be told: the place, what is wrong there, and what to write. */
const bad: readonly Bad[] = [
  {
    what: 'a trailing comma',
    text: '{\n  "budgets": [],\n}',
    message: /config\.json:3:1: this is not JSON\. Correct the syntax/,
  },
  { what: 'an end too early', text: '{\n  "budgets": [', message: /config\.json:2:\d+: this is not JSON/ },
  { what: 'an empty file', text: '', message: /config\.json:1:1: this is not JSON/ },
  { what: 'a list', text: '[]', message: /config\.json:1:1: the configuration: expected object, received array/ },
  { what: 'no budgets', text: '{}', message: /config\.json:1:1: budgets: this array is missing/ },
  { what: 'an empty list of budgets', text: '{\n"budgets": [] }', message: /config\.json:2:1: budgets: it is empty/ },
  {
    what: 'one budget and no list',
    text: '{\n"budgets": {} }',
    message: /:2:1: budgets: expected array, received object/,
  },
  {
    what: 'a misspelt key',
    text: '{\n"budgtes": [], "budgets": [] }',
    message: /:2:1: budgtes: there is no such key\. Did you mean "budgets"\?/,
  },
  {
    what: 'a misspelt key of a budget',
    text: config({ modell: 'b' }),
    message: /:\d+:7: budgets\[0\]\.modell: .*Did you mean "model"\?/,
  },
  { what: 'no name', text: config({}, ['name']), message: /:3:5: budgets\[0\]\.name: this string is missing/ },
  { what: 'a name twice', text: twice, message: /:12:7: budgets\[1\]\.name: another budget is called "digits", too/ },
  {
    what: 'model and image',
    text: config({ image: 'a.elf' }),
    message: /:3:5: budgets\[0\]: give either model or image/,
  },
  { what: 'neither', text: config({}, ['model']), message: /:3:5: budgets\[0\]: give either model or image/ },
  { what: 'no device', text: config({}, ['device']), message: /:3:5: budgets\[0\]: give either device or devices/ },
  {
    what: 'an unknown device',
    text: config({ device: 'rp2400' }),
    message: /:6:7: .*there is no device "rp2400"\. Did you mean "rp2040"\?/,
  },
  {
    what: 'no limits',
    text: limits({}),
    message: /:7:7: budgets\[0\]\.limits: no limit is set: give at least one of flash, ram/,
  },
  {
    what: 'a misspelt limit',
    text: limits({ flsh: '1 KiB' }),
    message: /:8:9: .*limits\.flsh: .*Did you mean "flash"\?/,
  },
  {
    what: 'a number for a limit',
    text: limits({ flash: 65536 }),
    message: /:8:9: .*a limit is a text such as "64 KiB"/,
  },
  {
    what: 'a unit that is none',
    text: limits({ flash: '64 KB' }),
    message: /:8:9: .*"KB" is not a unit of size: "64 KB"\. .*KiB/,
  },
  { what: 'no unit', text: limits({ flash: '64' }), message: /:8:9: .*it has no unit: "64"\. Write it like "64 KiB"/ },
  {
    what: 'a unit of something else',
    text: limits({ latency: '64 KiB' }),
    message: /:8:9: .*"KiB" is not a unit of duration/,
  },
  { what: 'a limit of nothing', text: limits({ ram: '0 B' }), message: /:8:9: .*it is zero or out of range/ },
  { what: 'a share of nothing', text: limits({ ram: '0%' }), message: /:8:9: .*a share of nothing can never be kept/ },
  {
    what: 'a share of cycles',
    text: limits({ cycles: '80%' }),
    message: /:8:9: .*a part has no total of it.*"1\.5 Mcycles".*"\+2%"/,
  },
  {
    what: 'growth with the wrong sign',
    text: limits({ flash: '-2%' }),
    message: /:8:9: .*growth of flash is written with \+/,
  },
  { what: 'too much accuracy', text: limits({ accuracy: '101%' }), message: /:8:9: .*it is not between 0 and 100 %/ },
  {
    what: 'accuracy at most',
    text: limits({ accuracy: { max: '97%' } }),
    message: /:9:11: .*accuracy\.max: .*Did you mean|:9:11: .*Keys here/,
  },
  {
    what: 'a level that is none',
    text: limits({ ram: { max: '1 KiB', level: 'fatal' } }),
    message: /:10:11: .*level: it is none of warn, error/,
  },
  {
    what: 'a wrong limit in a list',
    text: limits({ ram: ['1 KiB', '2 K'] }),
    message: /:10:11: .*ram\[1\]: "K" is not a unit/,
  },
  {
    what: 'RAM of a layer',
    text: limits({ layers: { '*': { ram: '1 KiB' } } }),
    message: /:10:13: .*layers\["\*"\]\.ram: .*Keys here are flash, latency, cycles, energy/,
  },
  {
    what: 'an estimate of firmware',
    text: config({ image: 'a.elf', engine: 'estimate' }, ['model']),
    message: /engine "estimate" takes a model, not an image/,
  },
  {
    what: 'kernels that are none',
    text: config({ kernels: 'fast' }),
    message: /kernels: it is none of reference, cmsis-nn/,
  },
  {
    what: 'a limit of cycles without a unit',
    text: config({ maxCycles: 5 }),
    message: /maxCycles: expected string, received number/,
  },
  {
    what: 'a module with a bad unit',
    file: 'preflash.config.ts',
    text: [...module, "    limits: { flash: '1 kb' } }],", '};'].join('\n'),
    message: /config\.ts:3:15: .*"kb" is not a unit/,
  },
  {
    what: 'a module that throws',
    file: 'preflash.config.js',
    text: 'throw new Error("no models");',
    message: /config\.js: it cannot be run \(no models\)/,
  },
  {
    what: 'a module that is no JavaScript',
    file: 'preflash.config.ts',
    text: 'export default {',
    message: /config\.ts: it cannot be run/,
  },
  {
    what: 'a module that exports nothing',
    file: 'preflash.config.js',
    text: 'const a = 1;',
    message: /config\.js: .*budgets/,
  },
  {
    what: 'a section of package.json',
    file: 'package.json',
    text: '{\n  "preflash": {\n    "budgets": [] } }',
    message: /package\.json:3:5: budgets: it is empty/,
  },
];

describe('a bad configuration is refused with file, line and what to write', () => {
  it.each(bad.map((one) => [one.what, one] as const))(
    '%s',
    async (what, { text, message, file = 'preflash.config.json' }) => {
      const folder = join(directory, what.replaceAll(' ', '-'));
      mkdirSync(folder);
      writeInto(folder, file, text);
      await expect(loadConfig(folder)).rejects.toThrow(message);
    },
  );

  it('there are thirty and more of them', () => expect(bad.length).toBeGreaterThanOrEqual(30));

  it('growth without a baseline', async () => {
    const folder = join(directory, 'growth');
    mkdirSync(folder);
    writeInto(folder, 'preflash.config.json', limits({ flash: '+2%' }));
    const refused = loadBaseline(await loadConfig(folder));
    await expect(refused).rejects.toThrow(/config\.json:8:9: "\+2%" is growth against a baseline.*preflash baseline/);
  });

  it('a baseline that is cut off', async () => {
    const folder = join(directory, 'cut-off');
    mkdirSync(folder);
    writeInto(folder, 'preflash.config.json', limits({ flash: '+2%' }));
    writeInto(folder, 'preflash.baseline.json', '{"schemaVersion": 1,');
    await expect(loadBaseline(await loadConfig(folder))).rejects.toThrow(/baseline\.json: this is not JSON/);
  });

  it('all that is wrong is told at once, each with its line', async () => {
    const folder = join(directory, 'several');
    mkdirSync(folder);
    writeInto(folder, 'preflash.config.json', config({ device: 'x1', limits: { flash: '1 KB', ram: '2' } }));
    await expect(loadConfig(folder)).rejects.toThrow(/:6:7: [^\n]*\n[^\n]*:8:9: [^\n]*\n[^\n]*:9:9: /);
  });
});

describe('the command line', () => {
  it.each([
    ['preflash', [], 2],
    ['preflash check --json', ['check', '--json'], 2],
  ])('%s ends with 2 and tells it on the right stream', async (_, args, exitCode) => {
    const folder = join(directory, 'a-unit-that-is-none');
    const ended = await preflash(args, folder);
    expect(ended.exitCode).toBe(exitCode);
    const [told, quiet] = args.includes('--json') ? [ended.stdout, ended.stderr] : [ended.stderr, ended.stdout];
    expect(told).toContain('preflash.config.json:8:9: budgets[0].limits.flash');
    expect(quiet).toBe('');
    if (args.includes('--json')) expect(JSON.parse(told).error.code).toBe('config-error');
  });

  it.each([
    [['check', '--shard', '3/2'], /--shard|not one part of several/],
    [['check', '--jobs', '0'], /1 or more/],
    [['check', '--reporter', 'pdf'], /none of text, json/],
    [['check', '--reporter', 'junit='], /no file behind/],
    [['check', '--reporter', 'json', '--reporter', 'text'], /cannot share stdout/],
    [['merge', 'package.json'], /no result of a check/],
  ])('refuses %j', async (args, message) => {
    const ended = await preflash(args);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});
