import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preflash } from './support/preflash.ts';
import { scratchDirectory } from './support/scratch.ts';

const directory = scratchDirectory();
const models = [
  'mnist-cnn/ptq-int8',
  'mnist-cnn/qat-int8',
  'mnist-cnn/channels-6-ptq-int8',
  'ds-cnn-small/ptq-int8',
].map((name) => `models/${name}.tflite`);
const device = ['--device', 'stm32l475vg'];

describe('preflash calibrate', () => {
  it('fits a profile that an estimate takes; files of one name are networks of their own', async () => {
    const path = join(directory, 'own.json');
    const ended = await preflash(['calibrate', ...models, ...device, '--out', path]);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toContain('Fitted to 4 networks');
    const { heldOut } = JSON.parse(readFileSync(path, 'utf8'));
    expect(new Set(heldOut.models.map(({ name }: { name: string }) => name)).size).toBe(4);
    expect(heldOut.layerBandCoverage).toBeLessThanOrEqual(1);

    const run = ['run', models[0]!, ...device, '--json'];
    const simulated = JSON.parse((await preflash(run)).stdout);
    const { cycles, provenance } = JSON.parse(
      (await preflash([...run, '--engine', 'estimate', '--profile', path])).stdout,
    );
    expect(provenance).toMatchObject({ engine: 'estimate' });
    expect(simulated.cycles.total).toBeGreaterThanOrEqual(cycles.low);
    expect(simulated.cycles.total).toBeLessThanOrEqual(cycles.high);
  });

  it('wants three networks at least, and writes nothing without them', async () => {
    const path = join(directory, 'none.json');
    const ended = await preflash(['calibrate', models[0]!, ...device, '--out', path]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('only 1 of the files');
    expect(existsSync(path)).toBe(false);
  });
});
