import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertFeeds, encodeInput } from '../../src/data/encode.ts';
import type { TensorInfo } from '../../src/model/types.ts';
import { openDataSet } from '../../src/node/open-data-set.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'preflash-data-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** IDX as its author describes it: 0, 0, 8 for bytes, the number of axes, the axes as big-endian words, the bytes. */
function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const words = shape.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, 8, shape.length, ...words, ...values]);
}

/** .npy version 1.0 (NEP 1). */
function npy(descr: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = `${dictionary.padEnd(117)}\n`;
  const text = new TextEncoder().encode(header);
  return Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length, 0, ...text, ...data]);
}

async function folder(name: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const path = join(directory, name);
  for (const [file, bytes] of Object.entries(files)) {
    await mkdir(join(path, file, '..'), { recursive: true });
    await writeFile(join(path, file), bytes);
  }
  return path;
}

const tensor = (type: TensorInfo['type'], shape: readonly number[], scale?: number, zeroPoint = 0): TensorInfo => ({
  index: 0,
  name: 'input',
  type,
  shape,
  quantization: scale === undefined ? undefined : { scales: [scale], zeroPoints: [zeroPoint], axis: 0 },
  constantBytes: 0,
});

describe('a data set', () => {
  test('of IDX files takes the half that is asked for; bytes are pixels of 0..1', async () => {
    const path = await folder('idx', {
      'my-train-images-idx3-ubyte.gz': gzipSync(idx([1, 1, 2], [1, 2])),
      'my-train-labels-idx1-ubyte.gz': gzipSync(idx([1], [9])),
      'my-test-images-idx3-ubyte': idx([2, 1, 2], [0, 255, 51, 102]),
      'my-test-labels-idx1-ubyte': idx([2], [3, 7]),
    });
    const data = await openDataSet(path, 'test');
    expect([data.count, data.shape, data.labels]).toEqual([2, [1, 2], [3, 7]]);
    expect([...data.values(0), ...data.values(1)]).toEqual([0, 1, Math.fround(0.2), Math.fround(0.4)]);
    expect((await openDataSet(path, 'train')).labels).toEqual([9]);
    expect((await openDataSet(join(path, 'my-train-images-idx3-ubyte.gz'), 'test')).labels).toEqual([9]);
  });

  test('of .npy files: floats are taken as they are, labels may be of 64 bits', async () => {
    const path = await folder('npy', {
      'x_test.npy': npy('<f4', [2, 2], new Uint8Array(new Float32Array([-1.5, 2, 0.25, 300]).buffer)),
      'y_test.npy': npy('<i8', [2], new Uint8Array(new BigInt64Array([4n, 0n]).buffer)),
    });
    const data = await openDataSet(path, 'test');
    expect([[...data.values(0)], [...data.values(1)], data.labels]).toEqual([
      [-1.5, 2],
      [0.25, 300],
      [4, 0],
    ]);
  });

  test('of PNG files: a directory a class, alpha left out, 16 bits scaled', async () => {
    const grey = (data: Uint8Array | Uint16Array, depth: 8 | 16) =>
      encode({ width: 2, height: 1, data, depth, channels: 1 });
    const path = await folder('png', {
      '10/a.png': grey(new Uint8Array([0, 255]), 8),
      '2/b.png': grey(new Uint16Array([65535, 0]), 16),
    });
    const data = await openDataSet(path, 'test');
    expect(data.labels).toEqual([2, 10]);
    expect([data.shape, [...data.values(0)], [...data.values(1)]]).toEqual([
      [1, 2, 1],
      [1, 0],
      [0, 1],
    ]);
    const rgba = encode({ width: 1, height: 1, data: new Uint8Array([255, 0, 51, 7]), channels: 4 });
    const colour = await openDataSet(await folder('rgba', { 'a.png': rgba }), 'test');
    expect([colour.shape, [...colour.values(0)], colour.labels]).toEqual([
      [1, 1, 3],
      [1, 0, Math.fround(0.2)],
      undefined,
    ]);
  });

  test.each([
    ['a missing path', () => join(directory, 'nowhere'), /there is no such file or directory/],
    ['an empty directory', () => folder('empty', { 'notes/readme.txt': new Uint8Array([1]) }), /no pictures/],
    ['a truncated IDX', () => folder('cut', { 'a-idx3': idx([2, 1, 2], [1, 2, 3]) }), /says 2x1x2 bytes and 3 follow/],
    ['IDX of floats', () => folder('float', { 'a-idx3': Uint8Array.from([0, 0, 0xd, 1, 0, 0, 0, 0]) }), /type 0xd/],
    ['damaged gzip', () => folder('gz', { 'a-idx3.gz': Uint8Array.from([0x1f, 0x8b, 8, 0, 1]) }), /cannot be unpacked/],
    [
      'a text file as IDX',
      () => folder('text', { 'a-idx3': new TextEncoder().encode('hello') }),
      /neither IDX nor .npy/,
    ],
    [
      'fewer labels than inputs',
      () => folder('labels', { 'a-idx3': idx([2, 1, 1], [1, 2]), 'b-idx1': idx([1], [1]) }),
      /2 inputs and 1 labels/,
    ],
    [
      'pictures of two sizes',
      () =>
        folder('sizes', {
          'a.png': encode({ width: 2, height: 1, data: new Uint8Array(2), channels: 1 }),
          'b.png': encode({ width: 1, height: 1, data: new Uint8Array(1), channels: 1 }),
        }),
      /b\.png: it is 1x1x1 and .*a\.png is 1x2x1/,
    ],
    ['a PNG that is none', () => folder('fake', { 'a.png': new Uint8Array(40) }), /this is no PNG file/],
  ])('is refused with one message: %s', async (_, path, message) => {
    await expect(openDataSet(await path(), 'test')).rejects.toThrow(message);
  });
});

describe('an input of real numbers', () => {
  test('becomes integers by scale and zero point, rounded half away from zero and saturated', () => {
    const values = new Float32Array([0, 0.25, -0.25, 0.75, 100, -100]);
    const bytes = encodeInput(values, tensor('int8', [1, 6], 0.5, -3));
    expect([...new Int8Array(bytes.buffer)]).toEqual([-3, -2, -4, -1, 127, -128]);
    expect([...encodeInput(values, tensor('uint8', [6], 0.5, 10))]).toEqual([10, 11, 9, 12, 210, 0]);
  });

  test('stays as it is for a float32 tensor', () => {
    expect([...new Float32Array(encodeInput(new Float32Array([1.5, -2]), tensor('float32', [2])).buffer)]).toEqual([
      1.5, -2,
    ]);
  });

  test('has to have the shape of the tensor, dimensions of 1 aside, unless the tensor is flat', async () => {
    const data = await openDataSet(await folder('shape', { 'a-idx3': idx([1, 2, 3], [1, 2, 3, 4, 5, 6]) }), 'test');
    expect(() => assertFeeds(data, tensor('int8', [1, 2, 3, 1]))).not.toThrow();
    expect(() => assertFeeds(data, tensor('int8', [1, 6]))).not.toThrow();
    expect(() => assertFeeds(data, tensor('int8', [1, 3, 2, 1]))).toThrow(
      /its inputs are 2x3 and the model takes 1x3x2x1/,
    );
    expect(() => encodeInput(new Float32Array(6), tensor('int16', [6]))).toThrow(/int16 without a scale/);
  });
});
