import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { findProfile } from '../../src/estimate/find-profile.ts';
import { estimateModel } from '../../src/measure/estimate-model.ts';
import { measure } from '../../src/measure/measure.ts';
import { countingFirmwareOnce } from '../../src/node/counting-firmware-once.ts';
import { nodeFacilities } from '../../src/node/facilities.ts';
import { mnistWeights } from '../nnom/support/weights.ts';

const repository = join(import.meta.dirname, '../..');
const facilities = { ...nodeFacilities, countingFirmware: countingFirmwareOnce() };

const fileOf = (path: string) => ({ name: path, bytes: new Uint8Array(readFileSync(join(repository, path))) });

/** Neither width nor weights are in the corpus. */
const unseenDense = { name: 'mnist-dense-w20.h', bytes: new TextEncoder().encode(mnistWeights(20, 7)) };

/** A weights.h is compiled in: its constants are no file, and its layers are made on the heap. */
describe('an estimate of a weights.h beside its simulation', () => {
  it.each([
    ['atmega4809', fileOf('models/mnist-dense/w32-weights.h')],
    ['atmega4809', fileOf('sim-tests/nnom/models/conv-classic.h')],
    ['atmega4809', unseenDense],
    ['atmega328p', fileOf('sim-tests/nnom/models/conv-classic.h')],
    ['atmega328p', fileOf('sim-tests/nnom/models/pool-classic.h')],
  ])('%s: cycles of every layer, flash and RAM lie in the printed band', async (id, file) => {
    const device = findDevice(id);
    const { estimate, ...estimated } = await estimateModel({ file, device }, facilities);
    const { report } = await measure({ file, device }, facilities);
    expect(estimated.warnings).toEqual([]);
    const bands = [estimate!.cycles, estimate!.flashBytes, estimate!.ramBytes, ...estimate!.layers];
    const simulated = [
      report.cycles.total,
      report.flash.totalBytes,
      report.ram.totalBytes,
      ...report.layers.map(({ cycles }) => cycles),
    ];
    for (const [at, value] of simulated.entries()) {
      expect(value).toBeGreaterThanOrEqual(bands[at]!.low);
      expect(value).toBeLessThanOrEqual(bands[at]!.high);
    }
    expect(Math.abs(estimated.flash.totalBytes / report.flash.totalBytes - 1)).toBeLessThan(0.05);
    expect(Math.abs(estimated.ram.totalBytes / report.ram.totalBytes - 1)).toBeLessThan(0.03);
    expect(estimated.output).toEqual(report.output);
    for (const [at, { name, flashBytes, macs }] of report.layers.entries()) {
      if (macs > 0) expect(Math.abs(estimated.layers[at]!.flashBytes / flashBytes - 1), name).toBeLessThan(0.05);
    }
  });
});

/** NNoM 0.4.2 leaves out windows that begin outside of the image where `int` has 16 bits, so none was fitted. */
describe('an estimate of NNoM 0.4.2 says which layers it was not fitted to', () => {
  it.each([
    ['conv-classic.h', [/layer 2 \(Conv2D\).* one with windows that begin outside of the image/]],
    ['pool-classic.h', [/layer 1 \(MaxPool\).* one with windows that begin outside of the image/]],
    ['dense-classic.h', []],
    ['dw-classic.h', []],
  ])('%s', async (name, expected) => {
    const file = fileOf(`sim-tests/nnom/models/${name}`);
    const profile = await findProfile('atmega4809-nnom-0.4.2-Os');
    const { warnings } = await estimateModel({ file, device: findDevice('atmega4809'), profile }, facilities);
    expect(warnings).toHaveLength(expected.length);
    for (const [at, message] of expected.entries()) expect(warnings[at]!.message).toMatch(message);
  });
});
