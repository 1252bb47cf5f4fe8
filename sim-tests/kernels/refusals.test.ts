import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileHost, infer, repository, runHost } from './host.ts';

/** firmware/stm32/include/preflash_status.h */
const status = {
  notAModel: 1,
  malformed: 3,
  opNotLinked: 5,
  hybrid: 7,
  quantization: 9,
  arenaTooSmall: 12,
} as const;
const noLayer = -1;

const kernelModels = join(repository, 'sim-tests/kernels/models');
const sharedModels = join(repository, '../shared/models');
const smallModel = join(kernelModels, 'conv_2d-same-int8.tflite');

let directory: string;
let program: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'preflash-refusals-'));
  program = await compileHost('host_driver.c', 'reference', directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function statusOf(bytes: Uint8Array, arenaBytes?: number): Promise<{ status: number; layer: number }> {
  const path = join(directory, 'model.tflite');
  await writeFile(path, bytes);
  const { status, layer } = await infer(program, path, new Uint8Array(), arenaBytes);
  return { status, layer };
}

describe('the runtime refuses', () => {
  it('float activations with int8 weights, naming the layer', async () => {
    const model = readFileSync(join(sharedModels, 'fmnist/fmnist_model_quant8_dynR.tflite'));
    expect(await statusOf(model)).toEqual({ status: status.hybrid, layer: 7 });
  });

  it('an operator that is not linked, naming the layer', async () => {
    // Its first operator quantises int16, which has no registration.
    const model = readFileSync(join(sharedModels, 'tflm/keyword_scrambled_8bit.tflite'));
    expect(await statusOf(model)).toEqual({ status: status.opNotLinked, layer: 0 });
  });

  it('what is not a .tflite file', async () => {
    expect(await statusOf(new Uint8Array())).toEqual({ status: status.notAModel, layer: noLayer });
    expect(await statusOf(new Uint8Array(1000).fill(0xff))).toEqual({ status: status.notAModel, layer: noLayer });
  });

  it('a file that was cut short', async () => {
    const model = readFileSync(smallModel);
    expect((await statusOf(model.subarray(0, model.length / 2))).status).toBe(status.malformed);
  });

  it('an arena that is too small', async () => {
    expect((await statusOf(readFileSync(smallModel), 512)).status).toBe(status.arenaTooSmall);
    expect((await statusOf(readFileSync(smallModel), 0)).status).toBe(status.arenaTooSmall);
  });
});

describe('the CMSIS-NN kernels', () => {
  it('refuse weights with a zero point', async () => {
    const cmsisNn = await compileHost('host_driver.c', 'cmsis-nn', directory);
    const model = join(kernelModels, 'fully_connected-weights-zero-point-int8.tflite');
    const { status: answer, layer } = await infer(cmsisNn, model, new Uint8Array());
    expect({ answer, layer }).toEqual({ answer: status.quantization, layer: 0 });
  });
});

describe('damaged models', () => {
  const samples = ['conv_2d-same-stride2-int8', 'fully_connected-batch-int8', 'softmax-rows-int8', 'mean-image-int8'];
  const networks = ['models/mnist-cnn/ptq-int8.tflite', 'models/mnist-cnn/float32.tflite'];
  const paths = [...samples.map((name) => `sim-tests/kernels/models/${name}.tflite`), ...networks];

  it('never make the runtime read or write where it must not', async () => {
    const fuzz = await compileHost('host_fuzz.c', 'reference', directory);
    for (const [seed, path] of paths.entries()) {
      const { exitCode, stdout, stderr } = await runHost(fuzz, [join(repository, path), '1500', `${seed + 1}`]);
      expect({ path, exitCode, stderr }).toEqual({ path, exitCode: 0, stderr: '' });
      const [refused = 0, accepted = 0] = stdout.toString().split(' ').map(Number);
      expect(refused + accepted).toBe(1500);
    }
  });
});
