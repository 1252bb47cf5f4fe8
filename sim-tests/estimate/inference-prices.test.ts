import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeInput } from '../../src/data/encode.ts';
import type { DataSet } from '../../src/data/types.ts';
import { estimate } from '../../src/estimate/estimate.ts';
import { findProfile } from '../../src/estimate/find-profile.ts';
import { countingFirmware } from '../../src/estimate/inference.ts';
import { inferencePrices } from '../../src/estimate/inference-prices.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import { tally } from '../../src/estimate/tally.ts';
import { openModel } from '../../src/model/open.ts';
import { loadWasmFirmware } from '../../src/node/wasm-firmware.ts';

const repository = join(import.meta.dirname, '../..');

/** Stripes of different widths: in software floats, rectified zeros make their cycles differ. */
const pixels = 28 * 28;
const data: DataSet = {
  name: 'stripes',
  count: 3,
  shape: [28, 28],
  labels: undefined,
  values: (index) => Float32Array.from({ length: pixels }, (_, at) => Number(at % (index + 2) === 0)),
};

/** The same inputs one by one, each as an estimate of its own. */
describe('the cycles of the inputs of a data set', () => {
  it.each([
    ['rp2040-cmsis-nn-Os', 'mnist-cnn/float32.tflite'],
    ['rp2040-cmsis-nn-Os', 'mnist-cnn/ptq-int8.tflite'],
    ['stm32l475vg-cmsis-nn-O3', 'mnist-cnn/ptq-int8.tflite'],
    ['atmega4809-nnom-Os', 'mnist-dense/w8-weights.h'],
  ])('%s, %s: are those of an estimate with that input', async (id, file) => {
    const modelBytes = new Uint8Array(readFileSync(join(repository, 'models', file)));
    const model = await openModel(modelBytes, file);
    const countable = { model, modelBytes, name: file };
    const profile = await findProfile(id);
    const firmware = await countingFirmware(await loadWasmFirmware(profile.wasmBuild));
    const inputs = [0, 1, 2].map((index) => encodeInput(data.values(index), model.tensors[model.inputs[0]!]!));
    const alone = inputs.map((input) => estimate(profile, firmware, countable, [input]).cycles.value);
    const prices = inferencePrices(profile, firmware, countable, [inputs[2]!]);
    const { cycles } = tally(openInference(firmware, model, modelBytes), { model, data, range: [0, 3], prices });
    for (const [index, value] of alone.entries()) expect(Math.abs(cycles[index]! - value)).toBeLessThan(20);
    expect(new Set(cycles).size).toBeGreaterThan(1);
  });
});
