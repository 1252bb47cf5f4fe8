import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KernelSet } from '../../src/build/types.ts';
import { findDevice } from '../../src/devices/index.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { openModel } from '../../src/model/open.ts';
import { type BuildRequest, buildImage } from '../../src/node/build-image.ts';
import { readInputFile } from '../../src/node/files.ts';
import { firmwareDirectory, loadManifest, prebuiltDirectory } from '../../src/node/prebuilt.ts';
import { deviceWith } from './image-fixtures.ts';

const device = findDevice('stm32l475vg');

const flashBytes = ({ segments }: FirmwareImage): number =>
  segments.reduce((bytes, segment) => bytes + segment.bytes.length, 0);

describe('buildImage', () => {
  let directory: string;
  let withoutCompiler: NodeJS.ProcessEnv;
  let withCompiler: NodeJS.ProcessEnv;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'preflash-build-'));
    withoutCompiler = { PATH: directory };
    withCompiler = { ...process.env, PREFLASH_CACHE_DIR: join(directory, 'cache') };
  });
  afterAll(() => rm(directory, { recursive: true }));

  const requestFor = async (modelName: string, kernels: KernelSet): Promise<BuildRequest> => {
    const modelBytes = await readInputFile(join('models', modelName));
    const model = await openModel(modelBytes, modelName);
    return { model, modelBytes, modelName, device, kernels, opt: 'Os', environment: withoutCompiler };
  };

  it.each([
    ['mnist-cnn/ptq-int8.tflite', 'pf_op_conv_2d_int8'],
    ['mnist-cnn/float32.tflite', 'pf_op_conv_2d_float32'],
  ])('needs no compiler for %s and predicts what the compiler makes', async (modelName, convolution) => {
    const request = await requestFor(modelName, 'cmsis-nn');
    const prebuilt = await buildImage(request);
    const compiled = await buildImage({ ...request, environment: withCompiler, preferPrebuilt: false });
    expect([prebuilt.origin, compiled.origin]).toEqual(['prebuilt', 'compiled']);
    expect(compiled.unreachableBytes).toBe(0);

    const predictedBytes = flashBytes(prebuilt.image) - prebuilt.unreachableBytes;
    expect(Math.abs(predictedBytes / flashBytes(compiled.image) - 1)).toBeLessThan(0.02);
    expect([...prebuilt.flashBytesByOp.keys()]).toEqual([...compiled.flashBytesByOp.keys()]);
    expect(prebuilt.flashBytesByOp.get(convolution)).toBeGreaterThan(500);

    for (const { image } of [prebuilt, compiled]) {
      const address = image.symbols.find(({ name }) => name === 'pf_model')?.address;
      expect(image.segments.at(-1)).toMatchObject({ loadAddress: address, bytes: request.modelBytes });
    }
  });

  it('says what to install when it has to compile and there is no compiler', async () => {
    const request = { ...(await requestFor('mnist-cnn/ptq-int8.tflite', 'reference')), preferPrebuilt: false };
    const build = buildImage(request);
    await expect(build).rejects.toMatchObject({ reason: 'no-toolchain' });
    await expect(build).rejects.toThrow(/^stm32l475vg with reference kernels at -Os: .*apt-get install/);
  });

  it('names the combinations there are when the one asked for is not prebuilt', async () => {
    const manifest = await loadManifest(prebuiltDirectory(firmwareDirectory()));
    const images = manifest.images.filter(({ kernels, opt }) => kernels === 'reference' && opt < 'O2');
    const partial = join(directory, 'firmware');
    await mkdir(join(partial, 'prebuilt'), { recursive: true });
    await writeFile(join(partial, 'prebuilt', 'manifest.json'), JSON.stringify({ ...manifest, images }));
    const request = { ...(await requestFor('mnist-cnn/ptq-int8.tflite', 'cmsis-nn')), firmwareDirectory: partial };
    await expect(buildImage(request)).rejects.toThrow(/prebuilt images for stm32l475vg: reference O0 O1 alone/);
  });

  it('refuses a prebuilt image that is not the one of the manifest', async () => {
    const damaged = join(directory, 'damaged');
    await cp(prebuiltDirectory(firmwareDirectory()), join(damaged, 'prebuilt'), { recursive: true });
    await writeFile(join(damaged, 'prebuilt', 'stm32l475vg', 'reference-Os.elf'), 'not an ELF');
    const request = { ...(await requestFor('mnist-cnn/ptq-int8.tflite', 'reference')), firmwareDirectory: damaged };
    await expect(buildImage(request)).rejects.toThrow(/reference-Os\.elf: .*not the one the manifest was made with/);
  });

  it('does not advise a compiler for a part there is no start-up code for', async () => {
    const request = {
      ...(await requestFor('mnist-cnn/ptq-int8.tflite', 'reference')),
      device: deviceWith({ id: 'x' }),
    };
    await expect(buildImage(request)).rejects.toMatchObject({ reason: 'unsupported-target' });
  });

  it('compiles when only an image without the other kernels leaves room for the model', async () => {
    const request = await requestFor('mnist-cnn/ptq-int8.tflite', 'reference');
    const { image, unreachableBytes } = await buildImage(request);
    const [flash, ...ram] = device.regions;
    const sizeBytes = flashBytes(image) - Math.floor(unreachableBytes / 2);
    const regions = [{ ...(flash as NonNullable<typeof flash>), sizeBytes }, ...ram];
    const tight = { ...request, device: { ...device, regions } };
    await expect(buildImage(tight)).rejects.toThrow(/has all kernels in it, which leaves too little room/);
    expect((await buildImage({ ...tight, environment: withCompiler })).origin).toBe('compiled');
  });

  it('says by how many bytes a model is too large for the part', async () => {
    const request = await requestFor('mnist-cnn/ptq-int8.tflite', 'reference');
    const tooLarge = { ...request, modelBytes: new Uint8Array(2 * 1024 * 1024) };
    await expect(buildImage(tooLarge)).rejects.toThrow(/flash of stm32l475vg: the model is \d+ bytes too large/);
  });
});
