import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mnistWeights } from '../nnom/support/weights.ts';
import { avrFirmware } from './support/avr-firmware.ts';
import { preflash } from './support/preflash.ts';
import { scratchDirectory, writeInto } from './support/scratch.ts';

const directory = scratchDirectory();
const models = [
  'mnist-cnn/ptq-int8',
  'mnist-cnn/qat-int8',
  'mnist-cnn/channels-6-ptq-int8',
  'ds-cnn-small/ptq-int8',
].map((name) => `models/${name}.tflite`);
const device = ['--device', 'stm32l475vg'];

/** The same network with an image in its input from the start. */
const withInput = (weights: string): string =>
  weights.replace(
    'nnom_input_data[784];',
    `nnom_input_data[784] = {${Array.from({ length: 784 }, (_, at) => (at * 37) % 128)}};`,
  );

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

  it('says that there is no such part before it reads a file', async () => {
    const path = join(directory, 'nowhere.json');
    const ended = await preflash(['calibrate', 'nowhere.elf', '--device', 'nowhere', '--out', path]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(/^preflash: device "nowhere": there is no such device$/m);
    expect(existsSync(path)).toBe(false);
  });
});

describe('preflash calibrate with firmware that cannot say what its network is', () => {
  const out = join(directory, 'avr.json');
  const onAvr = ['--device', 'atmega4809', '--firmware', 'mine', '--out', out];
  const elfs: string[] = [];

  beforeAll(async () => {
    for (const hidden of [4, 6, 10, 16]) {
      const weights = mnistWeights(hidden);
      const home = join(directory, `w${hidden}`);
      mkdirSync(home);
      elfs.push(writeInto(home, 'firmware.elf', await avrFirmware(hidden === 10 ? withInput(weights) : weights)));
      writeInto(home, hidden === 4 ? 'weights.h' : 'firmware.weights.h', weights);
    }
  });

  it('reads it from the weights.h beside each', async () => {
    const ended = await preflash(['calibrate', ...elfs, ...onAvr]);
    expect(ended.stderr).not.toContain('left out');
    expect(ended.stdout).toContain('Fitted to 4 networks');
    const weights = writeInto(directory, 'unseen.h', mnistWeights(12));
    const elf = writeInto(directory, 'unseen.elf', await avrFirmware(mnistWeights(12)));
    const run = (file: string, ...options: readonly string[]) =>
      preflash(['run', file, '--device', 'atmega4809', '--json', ...options]);
    const simulated = JSON.parse((await run(elf)).stdout);
    const estimated = JSON.parse((await run(weights, '--engine', 'estimate', '--profile', out)).stdout);
    expect(estimated.provenance.profile).toBe('atmega4809-mine-nnom-Os');
    for (const [band, simulatedValue] of [
      [estimated.estimate.cycles, simulated.cycles.total],
      [estimated.estimate.flashBytes, simulated.flash.totalBytes],
      [estimated.estimate.ramBytes, simulated.ram.totalBytes],
    ]) {
      expect(simulatedValue).toBeGreaterThanOrEqual(band.low);
      expect(simulatedValue).toBeLessThanOrEqual(band.high);
    }
  });

  // Rows that are left over after groups of four are summed in `int`: in 16 bits the sum of 784 products does not fit.
  it('leaves the cycles of a network out that answers otherwise than its weights.h, and names it', async () => {
    const path = join(directory, 'overflowing.json');
    const weights = mnistWeights(6, 5);
    const overflowing = writeInto(directory, 'overflowing.elf', await avrFirmware(withInput(weights), 'int'));
    writeInto(directory, 'overflowing.weights.h', weights);
    const ended = await preflash(['calibrate', ...elfs, overflowing, ...onAvr.slice(0, -1), path]);
    expect(ended.stderr).toMatch(
      /^preflash: left out of the fit of cycles overflowing\.elf: \d+ of its 10 output bytes are not what its model says/m,
    );
    expect(ended.stdout).toContain('Fitted to 4 networks');
    expect(ended.stdout).toContain('Flash and RAM are fitted to 1 more');
    const [profile, without] = [path, out].map((file) => JSON.parse(readFileSync(file, 'utf8')));
    expect(profile.heldOut.models.map(({ answer }: { answer: string }) => answer)).toEqual([
      'same',
      'same',
      'same',
      'same',
      'other',
    ]);
    const cycles = ({ ops, shared, betweenLayers, totalBand, heldOut }: typeof profile) => {
      const { totalMedianError, totalWorstError, layerMedianError, layerBandCoverage, baselineWorstError } = heldOut;
      const errors = { totalMedianError, totalWorstError, layerMedianError, layerBandCoverage, baselineWorstError };
      return { ops, shared, betweenLayers, totalBand, errors };
    };
    expect(cycles(profile)).toEqual(cycles(without));
    expect(profile.corpus).toHaveLength(5);
  });

  it('says at once which file has none beside it, and which has that of another', async () => {
    const alone = writeInto(directory, 'alone.elf', readFileSync(elfs[1]!));
    const missing = await preflash(['calibrate', ...elfs, alone, ...onAvr.slice(0, -1), join(directory, 'no.json')]);
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain(
      'alone.elf: there is no .tflite in this firmware, and neither alone.weights.h nor',
    );
    writeInto(directory, 'alone.weights.h', mnistWeights(6, 3));
    const other = await preflash(['calibrate', ...elfs, alone, ...onAvr.slice(0, -1), join(directory, 'no.json')]);
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('the weights of');
    expect(existsSync(join(directory, 'no.json'))).toBe(false);
  });
});
