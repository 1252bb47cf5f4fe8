import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wasmBuildFor } from '../../src/build/wasm/builds.ts';
import { devices, findDevice } from '../../src/devices/index.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { openModel } from '../../src/model/open.ts';
import { buildImage } from '../../src/node/build-image.ts';
import { simulateImage } from '../../src/node/simulate-image.ts';
import { firstDifference, goldens } from '../kernels/goldens.ts';
import { goldenInputs } from '../kernels/inputs.ts';
import { firmwareOf } from './support/firmware.ts';

const repository = join(import.meta.dirname, '../..');
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(join(repository, path)));

async function open(path: string, build: Parameters<typeof firmwareOf>[0]) {
  const bytes = read(path);
  const model = await openModel(bytes, path);
  return { bytes, model, inference: openInference(await firmwareOf(build), model, bytes) };
}

/** Goldens are answers of TensorFlow Lite Micro; the machine code of the parts is held to them in sim-tests/kernels. */
describe.each(['reference', 'cmsis-nn', 'cmsis-nn-dsp'] as const)('the %s build for WebAssembly', (build) => {
  const kernels = build === 'reference' ? 'reference' : 'cmsis-nn';
  const runnable = goldens.filter((golden) => golden.kernels.includes(kernels));

  it.each(runnable)('answers $model as TensorFlow Lite Micro does', async (golden) => {
    const { inference } = await open(golden.model, build);
    const outputs = Array.from({ length: golden.inferences }, (_, index) =>
      inference.run(goldenInputs(golden.inputs, index)),
    );
    expect(firstDifference(golden, Buffer.concat(outputs.flat()))).toBeUndefined();
  });
});

describe('the WebAssembly build beside the machine code of a part', () => {
  const models = ['mnist-cnn/ptq-int8', 'mnist-cnn/qat-int8', 'mnist-cnn/float32', 'ds-cnn-small/ptq-int8'];
  it.each(models)('%s: the same outputs to the bit and the same arena', async (name) => {
    const device = findDevice('stm32l475vg');
    const path = `models/${name}.tflite`;
    const { bytes, model, inference } = await open(path, wasmBuildFor('cmsis-nn', device.core));
    const built = await buildImage({
      model,
      modelBytes: bytes,
      modelName: name,
      device,
      kernels: 'cmsis-nn',
      opt: 'Os',
    });
    const inputs = randomInputs(model);
    const trace = await simulateImage(built.image, device, { inputs, maxCycles: 200_000_000 });
    expect(inference.run(inputs)).toEqual(trace.outputs);
    expect(inference.arenaBytes).toBe(trace.arenaBytes);
  });
});

describe('which build stands for a part', () => {
  it('has the DSP instructions where the core has them', () => {
    const withDsp = devices.filter(({ core }) => wasmBuildFor('cmsis-nn', core) === 'cmsis-nn-dsp');
    expect(new Set(withDsp.map(({ core }) => core))).toEqual(new Set(['cortex-m4f']));
  });
});
