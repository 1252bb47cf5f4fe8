import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { channelGroups } from '../../src/model/channels.ts';
import { narrowerAdvice, narrowest } from '../../src/model/narrower.ts';
import { openModel } from '../../src/model/open.ts';

const groupsOf = async (path: string) => channelGroups(await openModel(new Uint8Array(readFileSync(path)), path));

describe('a channel', () => {
  test.each([8, 32, 40])('of NNoM with %i hidden units takes 795 bytes of flash', async (width) => {
    // hardware.md, H2, measured on the board's builds: "flash grows exactly 795 B a hidden unit"; 784 + 1 + 10.
    const [hidden, ...others] = await groupsOf(`models/mnist-dense/w${width}-weights.h`);
    expect(others).toEqual([]);
    expect(hidden).toMatchObject({ op: 'Dense+relu', channels: width, flashBytesPerChannel: 795 });
  });

  test('takes what the network with half of them takes less', async () => {
    const [whole] = await groupsOf('models/mnist-cnn/float32.tflite');
    const sizes = ['float32', 'channels-6-float32'].map(
      (name) => readFileSync(`models/mnist-cnn/${name}.tflite`).length,
    );
    const difference = (sizes[0]! - sizes[1]!) / 6;
    expect(whole!.flashBytesPerChannel).toBeCloseTo(difference, -2);
    // The convolution's output and the pooled one, 26x26 and 13x13 floats, are alive together.
    expect(whole!.ramBytesPerChannel).toBe(4 * (26 * 26 + 13 * 13));
  });

  test('cannot go alone where it is added to others, nor from the answer', async () => {
    const groups = await groupsOf('sim-tests/convert/models/branches-float32.tflite');
    // Only the convolution behind the merges and the dense layer before the last go to weighted layers alone.
    expect(groups.map(({ layer, op }) => `${layer} ${op}`)).toEqual(['8 CONV_2D', '11 FULLY_CONNECTED']);
  });
});

describe('what would fit', () => {
  const layers = [
    { layer: 0, op: 'CONV_2D', channels: 10, perChannel: 30 },
    { layer: 1, op: 'CONV_2D', channels: 100, perChannel: 10 },
    { layer: 2, op: 'CONV_2D', channels: 4, perChannel: 0 },
  ];

  test('is the layer that loses the smallest share of its channels', () => {
    // 61 over: three of ten, or seven of a hundred.
    expect(narrowest(layers, 61)).toMatchObject({ layer: { layer: 1 }, channels: 7 });
    expect(narrowerAdvice(layers, 61, (saved) => `${saved} B`)).toBe(
      'Taking 7 of the 100 channels out of layer 1 (CONV_2D) saves about 70 B.',
    );
  });

  test('is nothing where a layer would all but vanish', () => {
    expect(narrowest(layers, 1000)).toBeUndefined();
    expect(narrowest([], 1)).toBeUndefined();
  });
});
