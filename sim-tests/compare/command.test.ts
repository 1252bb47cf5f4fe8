import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/schema.ts';
import { preflash } from '../cli/support/preflash.ts';
import { scratchDirectory } from '../cli/support/scratch.ts';

const models = ['ptq-int8', 'dynamic-range', 'pruned-qat-int8'].map((name) => `models/mnist-cnn/${name}.tflite`);
const directory = scratchDirectory();
const digits = '../shared/data';

function recordedAccuracy(name: string): number {
  const { variants } = JSON.parse(readFileSync('models/mnist-cnn/model.json', 'utf8'));
  return variants.find(({ variant }: { variant: string }) => variant === name).accuracy;
}

const compare = ['compare', ...models, '--device', 'stm32l475vg'];

describe('preflash compare', () => {
  it('gives reports with their names; what no microcontroller runs is a row with its reason', async () => {
    const ended = await preflash([...compare, '--json']);
    expect(ended.exitCode).toBe(0);
    const { schemaVersion, rows } = JSON.parse(ended.stdout);
    expect(schemaVersion).toBe(1);
    expect(rows.map(({ name }: { name: string }) => name)).toEqual(models.map((path) => path.split('/').at(-1)));
    expect(reportSchema.parse(rows[0]).model?.variant).toBe('int8');
    // 20,410 parameters, 784 inputs, 8,112 + 2,028 + 10 activations.
    expect(rows[0].variant.textbookBoundValues).toBe(31_344);
    expect(rows[1].refusal).toContain('dynamic-range quantisation');
    expect(rows[2].variant.remarks).toMatchObject([{ code: 'pruned-stored-dense' }]);
  });

  it('says once what is true of several, and how a model gets onto an AVR', async () => {
    const ended = await preflash(['compare', ...models, '--device', 'atmega4809', '--format', 'markdown']);
    const findings = ended.stdout.split('\n').filter((line) => line.startsWith('- '));
    const names = models.map((path) => path.split('/').at(-1)).join(', ');
    expect(findings).toEqual([expect.stringMatching(/^- .*avrxt core.*`preflash convert MODEL.tflite --to nnom`/)]);
    expect(findings[0]).toContain(`- ${names}: `);
  });

  it('leaves empty in csv what was not measured', async () => {
    const ended = await preflash(['compare', models[0]!, '--device', 'stm32l475vg', '--format', 'csv']);
    const [heads, figures] = ended.stdout
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const empty = heads!.filter((_, column) => figures![column] === '');
    expect(empty).toEqual(['accuracy', 'accuracyLow', 'accuracyHigh', 'agreement', 'wrongAnswers', 'refusal']);
  });

  it('puts the layers side by side in markdown as well', async () => {
    const ended = await preflash([...compare, '--layers', '--format', 'markdown']);
    const json = JSON.parse((await preflash([...compare, '--json'])).stdout);
    const [first, , last] = json.rows.map(({ layers }: { layers?: { cycles: number }[] }) => layers?.[0]?.cycles);
    const formatted = [first, last].map((cycles: number) => cycles.toLocaleString('en-US'));
    expect(ended.stdout).toContain(`| 0 | CONV_2D | ${formatted.join(' | ')} |`);
  });

  it('lets every model answer a data set as the part does: right as often as LiteRT is', async () => {
    const names = ['float32', 'ptq-int8', 'qat-int8'];
    const files = names.map((name) => `models/mnist-cnn/${name}.tflite`);
    const ended = await preflash(['compare', ...files, '--device', 'stm32l475vg', '--data', digits, '--json']);
    expect(ended.exitCode).toBe(0);
    const { rows } = JSON.parse(ended.stdout);
    for (const [index, { variant }] of rows.entries()) {
      expect(variant.inputs).toBe(2000);
      // Measured by models/train with LiteRT's reference kernels. float: the same labels; int8: within 0.2 points.
      const tolerance = names[index] === 'float32' ? 0 : 0.002;
      expect(Math.abs(variant.accuracy - recordedAccuracy(names[index]!))).toBeLessThanOrEqual(tolerance);
      expect(variant.accuracyInterval[0]).toBeLessThan(variant.accuracy);
      expect(variant.relative.wrongAnswers).toBeGreaterThanOrEqual(1);
    }
  });

  it('draws a page with the answers against latency', async () => {
    const page = join(directory, 'compare.html');
    const ended = await preflash([...compare, '--data', 'examples/digits/drawn', '--report', page]);
    expect(ended.stdout).toMatch(/ptq-int8\.tflite +9\d\.\d % \(\d\d\.\d-\d\d\.\d\)/);
    expect(ended.stdout).toContain('of 400 inputs');
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('Right answers against latency');
    expect(html.match(/<svg /g)).toHaveLength(3);
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  });

  it('says what is wrong with the data set', async () => {
    const ended = await preflash([...compare, '--data', 'nowhere']);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toContain('nowhere: there is no such file or directory');
  });

  it('refuses a level that is none', async () => {
    const ended = await preflash([...compare, '--opt', 'O9']);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toContain("'O9' is none of O0, O1, O2, O3, Os");
  });
});

describe('preflash compare --engine estimate', () => {
  it('prints no figure without its band, and the layers side by side when they are asked for', async () => {
    const models = ['float32', 'channels-6-float32'].map((name) => `models/mnist-cnn/${name}.tflite`);
    const ended = await preflash(['compare', ...models, '--device', 'stm32l475vg', '--engine', 'estimate', '--layers']);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(/^ +float32\.tflite .*\d KiB \([\d.]+ KiB-[\d.]+ KiB\).* [\d,]+ \([\d,]+-[\d,]+\)/m);
    expect(ended.stdout).toMatch(/^# +op +float32\.tflite +channels-6-float32\.tflite$/m);
    // Half the channels: half the work of the convolution.
    const [whole, half] = /^0 +CONV_2D +([\d,]+) +([\d,]+)$/m
      .exec(ended.stdout)!
      .slice(1)
      .map((text) => Number(text.replaceAll(',', '')));
    expect(half! / whole!).toBeCloseTo(0.5, 1);
  });
});
