import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/schema.ts';
import { writeTflite } from '../model/support/tflite-writer.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const onBoard = ['--device', 'stm32l475vg'];
const bundledModel = fileURLToPath(new URL('../../models/mnist-cnn/ptq-int8.tflite', import.meta.url));

describe('preflash run of a model', () => {
  it('prints the verdict first, then totals, layers and causes, and nothing on stderr', async () => {
    const ended = await preflash(['run', bundledModel, ...onBoard]);
    expect(ended).toMatchObject({ exitCode: 0 });
    const lines = ended.stdout.split('\n');
    expect(lines[0]).toBe('FITS  ptq-int8.tflite on STM32L475VG (cortex-m4f, 80 MHz)');
    // 26 x 26 x 12 outputs of 3 x 3 x 1 products; 13 x 13 x 12 x 10 products.
    expect(ended.stdout).toMatch(/\n0 {2}CONV_2D +1x26x26x12 +73,008 /);
    expect(ended.stdout).toMatch(/\n3 {2}FULLY_CONNECTED +1x10 +20,280 /);
    expect(ended.stdout).toContain('\nWhere the cycles go\n  1. ');
  });

  it('gives a report of the schema, in which parts add up', async () => {
    const ended = await preflash(['run', bundledModel, ...onBoard, '--json']);
    const report = reportSchema.parse(JSON.parse(ended.stdout));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(Object.values(report.cycles.byCause))).toBe(report.cycles.total);
    expect(sum(Object.values(report.instructions.byClass))).toBe(report.instructions.total);
    expect(sum(report.layers.map(({ cycles }) => cycles))).toBeLessThanOrEqual(report.cycles.total);
    expect(report.latencyMs).toBeCloseTo(report.cycles.total / 80_000, 9);
    expect(report.output.tensors[0]?.values).toHaveLength(10);
    expect(report.provenance).toMatchObject({ engine: 'simulate', region: { symbol: 'pf_invoke', calls: 1 } });
  });

  it('is the same for the same input, whichever way it is given', async () => {
    const [raw, npy] = await Promise.all(
      [writeInto(directory, 'raw.bin', new Uint8Array(784)), writeInto(directory, 'zeros.npy', zeros28x28())].map(
        async (input) =>
          JSON.parse((await preflash(['run', bundledModel, ...onBoard, '--input', input, '--json'])).stdout),
      ),
    );
    expect(raw).toEqual(npy);
    expect(raw.provenance.input).toEqual({ source: 'file' });
  });

  it('that needs more RAM than there is says by how many bytes', async () => {
    // RELU from 100,000 to 100,000 int8 values: 200,000 bytes live at once, and SRAM1 has 98,304.
    const large = { type: 9, shape: [1, 100_000], scales: [1 / 256], zeroPoints: [-128] };
    const spec = {
      tensors: [large, large],
      operators: [{ code: 19, inputs: [0], outputs: [1] }],
      inputs: [0],
      outputs: [1],
    };
    const ended = await preflash(['run', writeInto(directory, 'ram.tflite', writeTflite(spec)), ...onBoard]);
    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    const [, needed, excess, left] =
      /need (\d+) bytes, (\d+) more than the (\d+)/.exec(ended.stderr)?.map(Number) ?? [];
    expect(needed).toBeGreaterThanOrEqual(200_000);
    expect(excess).toBe(needed! - left!);
  });

  it('that takes longer than allowed says so', async () => {
    const ended = await preflash(['run', bundledModel, ...onBoard, '--max-cycles', '100000']);
    expect(ended).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('still running after') });
  });

  it('works from any directory', async () => {
    expect(existsSync(new URL('../../dist/cli/main.js', import.meta.url)), 'npm run build').toBe(true);
    copyFileSync(bundledModel, join(directory, 'net.tflite'));
    const ended = await preflash(['run', 'net.tflite', ...onBoard], directory);
    expect(ended).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringMatching(/^FITS {2}net\.tflite/),
    });
  });
});

/** numpy.save of numpy.zeros((28, 28), numpy.int8): version 1.0, header padded to 128 bytes. */
function zeros28x28(): Uint8Array {
  const text = "{'descr': '|i1', 'fortran_order': False, 'shape': (28, 28), }".padEnd(117);
  return new Uint8Array(Buffer.concat([Buffer.from(`\x93NUMPY\x01\x00v\x00${text}\n`, 'latin1'), new Uint8Array(784)]));
}
