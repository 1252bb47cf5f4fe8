import { describe, expect, it } from 'vitest';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { readInputs } from '../../src/model/inputs/read.ts';
import type { TensorInfo } from '../../src/model/types.ts';
import { model, tensor } from '../cost/fixtures.ts';

const modelReading = (...inputs: readonly Partial<TensorInfo>[]) =>
  model({ tensors: inputs.map((input, index) => tensor(index, input)), inputs: inputs.map((_, index) => index) });

describe('random inputs', () => {
  it('are xorshift32 from the seed, whole range for integers and 0 to 1 for floats', () => {
    // Words from seed 1: 270369, 67634689, 2647435461, 307599695, 2398689233, 745495504 (Marsaglia's generator in NumPy).
    const [bytes, floats] = randomInputs(modelReading({ shape: [1, 3] }, { type: 'float32', shape: [3] }), 1);
    expect([...new Int8Array(bytes!.buffer)]).toEqual([0, 4, -99]);
    expect([...new Float32Array(floats!.buffer)]).toEqual([0.07161862, 0.5584883, 0.17357415].map(Math.fround));
  });

  it('are the same for the same seed and others for another', () => {
    const image = modelReading({ shape: [1, 28, 28, 1] });
    expect(randomInputs(image, 7)).toEqual(randomInputs(image, 7));
    expect(randomInputs(image, 7)).not.toEqual(randomInputs(image, 8));
    expect(randomInputs(image, 7)[0]).toHaveLength(784);
  });
});

describe('raw input files', () => {
  it('are cut into the inputs of the model, in order', async () => {
    const two = modelReading({ shape: [2] }, { type: 'int16', shape: [1, 1] });
    expect(await readInputs(Uint8Array.of(1, 2, 3, 4), 'x.bin', two)).toEqual([
      Uint8Array.of(1, 2),
      Uint8Array.of(3, 4),
    ]);
  });

  it('of another size are refused with both sizes', async () => {
    await expect(readInputs(new Uint8Array(5), 'x.bin', modelReading({ shape: [1, 4] }))).rejects.toThrow(
      'x.bin: it has 5 bytes and the model reads 4 (t0: int8 1x4)',
    );
  });
});

/** A version 1.0 .npy file as numpy.save writes it: header padded with spaces to a multiple of 64 bytes. */
function npy(descr: string, shape: string, data: readonly number[], fortranOrder = 'False'): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortranOrder}, 'shape': ${shape}, }`.padEnd(117);
  const header = Buffer.from(`\x93NUMPY\x01\x00v\x00${text}\n`, 'latin1');
  return new Uint8Array(Buffer.concat([header, Uint8Array.from(data)]));
}

describe('.npy input files', () => {
  const int8 = modelReading({ name: 'image', shape: [1, 2, 3, 1] });
  const float32 = modelReading({ name: 'sound', type: 'float32', shape: [2] });

  it('are written by NumPy as this test writes them', () => {
    // numpy.save of numpy.array([[0, 1, -1], [127, -128, 5]], numpy.int8), NumPy 2.4.6.
    const saved =
      'k05VTVBZAQB2AHsnZGVzY3InOiAnfGkxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9' +
      'ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAf9/gAU=';
    expect(npy('|i1', '(2, 3)', [0, 1, 255, 127, 128, 5])).toEqual(new Uint8Array(Buffer.from(saved, 'base64')));
  });

  it('may leave out dimensions of size 1', async () => {
    expect(await readInputs(npy('|i1', '(2, 3)', [0, 1, 255, 127, 128, 5]), 'x.npy', int8)).toEqual([
      Uint8Array.of(0, 1, 255, 127, 128, 5),
    ]);
  });

  it('of floats and of booleans are taken as their bytes', async () => {
    const halfAndTwo = [0, 0, 0, 0x3f, 0, 0, 0, 0x40];
    expect(await readInputs(npy('<f4', '(2,)', halfAndTwo), 'x.npy', float32)).toEqual([Uint8Array.from(halfAndTwo)]);
    const flags = modelReading({ type: 'bool', shape: [2] });
    expect(await readInputs(npy('|b1', '(2,)', [1, 0]), 'x.npy', flags)).toEqual([Uint8Array.of(1, 0)]);
  });

  it.each([
    ['another type', npy('|u1', '(2, 3)', [0, 0, 0, 0, 0, 0]), /its type is uint8 and the model's input image is int8/],
    [
      'another shape',
      npy('|i1', '(3, 2)', [0, 0, 0, 0, 0, 0]),
      /its shape is 3x2 and the model's input image is 1x2x3x1/,
    ],
    ['Fortran order', npy('|i1', '(2, 3)', [0, 0, 0, 0, 0, 0], 'True'), /Fortran order.*ascontiguousarray/],
    ['too little data', npy('|i1', '(2, 3)', [0, 0, 0]), /header promises 6 bytes of data and 3 follow/],
    ['big endian', npy('>f4', '(2, 3)', [0, 0, 0, 0]), /cannot be read \(Unsupported dtype: >f4\)/],
    ['a cut header', npy('|i1', '(2, 3)', []).slice(0, 9), /cannot be read/],
  ])('of %s are refused', async (_, bytes, message) => {
    await expect(readInputs(bytes, 'x.npy', int8)).rejects.toThrow(message);
  });

  it('of floats for a quantised input are refused with the formula', async () => {
    const quantised = modelReading({
      shape: [2],
      quantization: { scales: [0.0039], zeroPoints: [-128], axis: 0 },
    });
    await expect(readInputs(npy('<f4', '(2,)', [0, 0, 0, 0, 0, 0, 0, 0]), 'x.npy', quantised)).rejects.toThrow(
      'Quantise it: numpy.round(x / 0.0039 + -128).astype(numpy.int8).',
    );
  });

  it('do not do for a model with two inputs', async () => {
    const two = modelReading({ shape: [1] }, { shape: [1] });
    await expect(readInputs(npy('|i1', '(1,)', [0]), 'x.npy', two)).rejects.toThrow(/the model has 2 inputs/);
  });
});
