import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preflash } from './support/preflash.ts';
import { scratchDirectory } from './support/scratch.ts';

const directory = scratchDirectory();
const digits = '../shared/data';
const float = 'models/mnist-dense/w8-float32.tflite';

const convert = (file: string, out: string, ...options: readonly string[]) =>
  preflash(['convert', file, '--to', 'nnom', '--calibration', digits, '--out', join(directory, out), ...options]);

describe('preflash convert', () => {
  it('writes a weights.h that the part runs, with its formats and what they cost', async () => {
    const ended = await convert(float, 'weights.h', '--inputs', '64');
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(ended.stdout).toMatch(/^Input\+tanh +0 to 0\.762 .*Q0\.7/m);
    expect(ended.stdout).toMatch(/Feed the input as Q\d\.\d: round\(value x \d+\)/);
    const run = await preflash(['run', join(directory, 'weights.h'), '--device', 'atmega4809', '--json']);
    const report = JSON.parse(run.stdout);
    // 784 x 8 + 8 x 10 multiply-accumulates; the same answer on part and host, or there would be a warning.
    expect(report.layers.reduce((sum: number, { macs }: { macs: number }) => sum + macs, 0)).toBe(6352);
    expect(report.warnings).toEqual([]);
  });

  it('prints JSON alone', async () => {
    const { stdout } = await convert(float, 'json.h', '--inputs', '8', '--json');
    const { inputBits, layers } = JSON.parse(stdout);
    const written = readFileSync(join(directory, 'json.h'), 'utf8');
    expect(written).toContain(`#define INPUT_OUTPUT_SHIFT (${inputBits})`);
    expect(layers.map(({ op }: { op: string }) => op)).toEqual(['Input+tanh', 'Dense+relu', 'Dense', 'Softmax']);
  });

  it.each([
    ['an int8 model', 'models/mnist-cnn/ptq-int8.tflite', [], 3, /this network is int8/],
    ['a weights.h', 'models/mnist-dense/w8-weights.h', [], 2, /this is a weights\.h already/],
    ['data of another shape', 'models/mnist-cnn/float32.tflite', ['--calibration', 'sim-tests/cli'], 2, /no pictures/],
    ['a missing directory', float, ['--calibration', 'nowhere'], 2, /nowhere: there is no such file or directory/],
    ['a wrong number', float, ['--inputs', '0'], 2, /a whole number of at least 1/],
    ['a wrong format', float, ['--to', 'onnx'], 2, /Allowed choices are nnom/],
  ])('says what is wrong with %s and writes nothing', async (_, file, options, exitCode, message) => {
    const ended = await convert(file, 'none.h', ...options);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stderr).toMatch(message);
    expect(existsSync(join(directory, 'none.h'))).toBe(false);
  });
});
