import { describe, expect, test } from 'vitest';
import { quantize } from '../../src/convert/q-format.ts';
import { encodeInput } from '../../src/data/encode.ts';
import { parseNnom } from '../../src/model/nnom/nnom.ts';
import { convertModel, openFloat, openNnom, randomData } from './support/convert-model.ts';

const kernels = (name: string) => `sim-tests/kernels/models/${name}-float32.tflite`;

/**
 * How far a converted layer may be from the float one: inputs, weights and outputs are rounded to half a step of 1/128 to
 * 1/64 of their range each, which together stays below this share of the largest output; averages are cut off and not
 * rounded (NNoM divides integers), which is up to a step and a half of the output's format.
 */
const toleratedShare = 0.03;
const toleratedSteps = 1.5;

/** The largest difference between the float network and the converted one over all inputs, by what is tolerated. */
async function largestError(path: string, share = toleratedShare): Promise<number> {
  const { tensor, network } = await openFloat(path);
  const data = randomData(tensor);
  const { header, inputBits, layers } = await convertModel(path, data, 'whole');
  const converted = openNnom(parseNnom(new TextEncoder().encode(header), 'weights.h'));
  const last = layers.at(-1)!;
  let [error, largest] = [0, 0];
  for (let index = 0; index < data.count; index++) {
    const input = data.values(index);
    const expected = new Float32Array(network.run([encodeInput(input, tensor)])[0]!.slice().buffer);
    const bytes = converted.run([new Uint8Array(quantize(input, inputBits).buffer)])[0]!;
    expected.forEach((value, at) => {
      const actual = ((bytes[at]! << 24) >> 24) * 2 ** -last.outputBits;
      error = Math.max(error, Math.abs(value - actual));
      largest = Math.max(largest, Math.abs(value));
    });
  }
  return error / Math.max(share * largest, toleratedSteps * 2 ** -last.outputBits);
}

describe('a converted layer computes what TensorFlow Lite Micro computes, as far as eight bits can', () => {
  test.each([
    'conv_2d-valid',
    'conv_2d-same',
    'conv_2d-1x1-odd-depth',
    'conv_2d-1xn',
    'conv_2d-deep',
    'conv_2d-dilated',
    'conv_2d-dilated-valid',
    'conv_2d-even-filter',
    'conv_2d-filter-as-large',
    'conv_2d-no-bias',
    'depthwise_conv_2d-valid',
    'depthwise_conv_2d-same-stride2',
    'depthwise_conv_2d-5x2',
    'depthwise_conv_2d-dilated',
    'depthwise_conv_2d-multiplier',
    'fully_connected-plain',
    'fully_connected-relu',
    'fully_connected-image',
    'fully_connected-no-bias',
    'max_pool_2d-valid',
    'max_pool_2d-same',
    'max_pool_2d-global',
    'average_pool_2d-valid',
    'average_pool_2d-same',
    'average_pool_2d-global',
    'mean-image',
    'relu-plain',
  ])('%s', async (name) => {
    expect(await largestError(kernels(name))).toBeLessThan(1);
  });

  test.each(['tanh-wide', 'logistic-wide'])("%s, as far as NNoM's tables of 1/16 a step can", async (name) => {
    expect(await largestError(kernels(name), 1 / 16)).toBeLessThan(1);
  });

  test('and so do layers that merge: Add, Mult, Concat, with ZeroPadding, AvgPool, sigmoid and tanh around them', async () => {
    const path = 'sim-tests/convert/models/branches-float32.tflite';
    expect(await largestError(path, 2 * toleratedShare)).toBeLessThan(1);
  });
});

describe('a network that NNoM cannot compute is refused with what and where', () => {
  test.each([
    ['conv_2d-groups', /layer 0 \(CONV_2D.*has 108 weights where NNoM needs 216/],
    ['conv_2d-batch', /the network's input is 2x4x4x2/],
    ['conv_2d-valid-stride', /has the activation relu-1-to-1/],
    ['fully_connected-keep-dims', /has 32 weights where NNoM needs 96/],
    ['add-constant', /reads a constant where NNoM has only computed values/],
    ['add-same-shape', /the network has 2 inputs and 1 outputs/],
    ['softmax-image', /has beta 0\.5/],
    ['mean-channel', /averages over the axes 3/],
    ['pad-rank4', /pads by 0,0,1,2,3,0,0,1/],
  ])('%s', async (name, message) => {
    const { tensor } = await openFloat(kernels(name));
    await expect(convertModel(kernels(name), randomData(tensor), 'whole')).rejects.toThrow(message);
  });

  test('an int8 network', async () => {
    const path = 'models/mnist-cnn/ptq-int8.tflite';
    const { tensor } = await openFloat(path);
    await expect(convertModel(path, randomData(tensor), 'whole')).rejects.toThrow(/this network is int8.*as float32/);
  });
});

test('ReLU6 that cuts is named: NNoM has ReLU without a limit', async () => {
  const { tensor } = await openFloat(kernels('conv_2d-same-stride2'));
  const { findings } = await convertModel(kernels('conv_2d-same-stride2'), randomData(tensor), 'whole');
  expect(findings.map(({ code }) => code)).toContain('relu6');
});
