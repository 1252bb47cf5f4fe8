import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { findProfile } from '../../src/estimate/find-profile.ts';
import { ProfileError } from '../../src/estimate/profile.ts';
import { estimateModel } from '../../src/measure/estimate-model.ts';
import { measure } from '../../src/measure/measure.ts';
import { countingFirmwareOnce } from '../../src/node/counting-firmware-once.ts';
import { nodeFacilities } from '../../src/node/facilities.ts';
import { renderText } from '../../src/report/render-text.ts';
import { reportSchema } from '../../src/report/schema.ts';

const repository = join(import.meta.dirname, '../..');
const device = findDevice('stm32l475vg');
const facilities = { ...nodeFacilities, countingFirmware: countingFirmwareOnce() };

const fileOf = (path: string) => ({ name: path, bytes: new Uint8Array(readFileSync(join(repository, path))) });

/** The tables of both engines, as a user compares them. The simulator is the reference. */
describe('an estimate beside the simulation of the same model', () => {
  const models = [
    '../shared/models/fmnist/fmnist_qat_int8.tflite',
    'models/mnist-cnn/qat-int8.tflite',
    'models/mnist-cnn/pruned-constant.tflite',
    'models/ds-cnn-small/ptq-int8.tflite',
  ];
  it.each(models)('%s: cycles, flash and RAM lie in the printed band', async (path) => {
    const file = fileOf(path);
    const estimated = await estimateModel({ file, device }, facilities);
    const { report } = await measure({ file, device }, facilities);
    const { estimate } = estimated;
    expect(reportSchema.parse(estimated)).toEqual(estimated);
    expect(report.cycles.total).toBeGreaterThanOrEqual(estimate!.cycles.low);
    expect(report.cycles.total).toBeLessThanOrEqual(estimate!.cycles.high);
    expect(Math.abs(estimated.flash.totalBytes / report.flash.totalBytes - 1)).toBeLessThan(0.05);
    expect(Math.abs(estimated.ram.totalBytes / report.ram.totalBytes - 1)).toBeLessThan(0.03);
    expect(estimated.output).toEqual(report.output);
    expect(estimated.layers.map(({ flashBytes }) => flashBytes)).toEqual(
      report.layers.map(({ flashBytes }) => flashBytes),
    );
    const inBand = report.layers.filter(({ cycles }, at) => {
      const band = estimate!.layers[at]!;
      return cycles >= band.low && cycles <= band.high;
    });
    expect(inBand.length / report.layers.length).toBeGreaterThanOrEqual(0.75);
  });
});

describe('an estimate says what it is', () => {
  it('names the profile and prints a band beside every figure', async () => {
    const report = await estimateModel({ file: fileOf('models/mnist-cnn/ptq-int8.tflite'), device }, facilities);
    const text = renderText(report, { color: false });
    expect(report.provenance).toMatchObject({ engine: 'estimate', profile: 'stm32l475vg-cmsis-nn-Os' });
    expect(text).toContain('estimated; profile stm32l475vg-cmsis-nn-Os of preflash');
    const totals = text.split('\n').filter((line) => /^ {2}(flash|RAM|cycles|latency|energy) /.test(line));
    expect(totals.filter((line) => /\(.+ to .+\)/.test(line))).toHaveLength(5);
    expect(text).toMatch(/cycles +low +high/);
  });

  it('warns where it extrapolates, with a wider band', async () => {
    const profile = await findProfile('stm32l475vg-cmsis-nn-Os');
    const { pf_op_conv_2d_int8: _, ...ops } = profile.ops;
    const file = fileOf('models/mnist-cnn/ptq-int8.tflite');
    const known = await estimateModel({ file, device, profile }, facilities);
    const unknown = await estimateModel({ file, device, profile: { ...profile, ops } }, facilities);
    expect(known.warnings).toEqual([]);
    expect(unknown.warnings.map(({ code }) => code)).toEqual(['extrapolated']);
    expect(unknown.warnings[0]!.message).toMatch(/layer 0 \(CONV_2D\) is outside of what profile/);
    const width = ({ cycles }: typeof known) => cycles.high / cycles.low;
    expect(width(unknown)).toBeGreaterThan(width(known));
  });

  it('refuses a profile of another part, and names those there are when there is none', async () => {
    const file = fileOf('models/mnist-cnn/ptq-int8.tflite');
    const profile = await findProfile('stm32l475vg-cmsis-nn-Os');
    const other = estimateModel({ file, device: findDevice('nrf52840'), profile }, facilities);
    await expect(other).rejects.toThrow(ProfileError);
    const none = estimateModel({ file, device, opt: 'O1' }, facilities);
    await expect(none).rejects.toThrow(/stm32l475vg-cmsis-nn-Os/);
  });
});

/**
 * Hardware measurement H1: TensorFlow Lite Micro at -O0 on an STM32L475 at 80 MHz, cycles and flash as published. None of
 * its models is in the profile's corpus.
 */
describe('firmware of others, from the model alone, beside what was measured on a board', () => {
  const cases = [
    { model: 'fmnist_full_quant', cycles: 14e6, flash: 571e3 },
    { model: 'fmnist_qat_int8', cycles: 14e6, flash: 572e3 },
    { model: 'pruned_model', cycles: 46e6, flash: 630e3 },
  ];
  it.each(cases)('$model', async ({ model, cycles, flash }) => {
    const profile = await findProfile('stm32l475vg-tflm-workshop-cmsis-nn-O0');
    expect(profile.corpus.filter((name) => /fmnist|pruned/.test(name))).toEqual([]);
    const file = fileOf(`../shared/models/fmnist/${model}.tflite`);
    const report = await estimateModel({ file, device, profile }, facilities);
    expect(Math.abs(report.cycles.total / cycles - 1)).toBeLessThan(0.15);
    expect(Math.abs(report.flash.totalBytes / flash - 1)).toBeLessThan(0.1);
  });
});
