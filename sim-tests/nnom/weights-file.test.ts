import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/model/errors.ts';
import { isModel, openModel } from '../../src/model/open.ts';
import { mnistWeights } from './support/weights.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const open = (text: string) => openModel(encode(text), 'weights.h');

/** The error a text is refused with. */
async function refusal(text: string): Promise<ModelError> {
  const error = await open(text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a weights.h is a model', () => {
  const text = mnistWeights(8);

  it('is known by its content, whatever its name', () => {
    expect(isModel(encode(text))).toBe(true);
    expect(isModel(encode('#include <stdio.h>\nint main(void) { return 0; }\n'))).toBe(false);
  });

  // 784 * 8 + 8 and 8 * 10 + 10, by hand.
  it('has the layers, shapes, multiply-accumulates and parameters of its network', async () => {
    const model = await open(text);
    expect(model.format).toBe('nnom');
    expect(model.layers.map(({ op, outputShape, macs, parameters }) => [op, outputShape[0], macs, parameters])).toEqual(
      [
        ['Input+tanh', 784, 0, 0],
        ['Dense+relu', 8, 6272, 6280],
        ['Dense', 10, 80, 90],
        ['Softmax', 10, 0, 0],
        ['Output', 10, 0, 0],
      ],
    );
    expect(model.parameters).toBe(6370);
  });

  it('of configuration structs is read like one of the classic API', async () => {
    const read = async (name: string) => {
      const path = join(import.meta.dirname, 'models', `conv-${name}.h`);
      const { layers } = await openModel(new Uint8Array(await readFile(path)), name);
      return layers.map(({ op, outputShape, macs }) => ({ op, outputShape, macs }));
    };
    expect(await read('config')).toEqual(await read('classic'));
  });
});

describe('a weights.h that is wrong is refused with its line', () => {
  const text = mnistWeights(8);

  it('cut off inside the weights', async () => {
    const { where, what } = await refusal(text.slice(0, 3000));
    expect(where).toMatch(/weights\.h, line \d+/);
    expect(what).toMatch(/no function nnom_model_create|ends/);
  });

  it('cut off inside nnom_model_create()', async () => {
    const { what } = await refusal(text.slice(0, text.indexOf('layer[3]')));
    expect(what).toMatch(/ends in the middle/);
  });

  it('with a layer the runtime does not have', async () => {
    const odd = text.replace('hook(Softmax()', 'hook(LSTM()');
    const { where, what, advice } = await refusal(odd);
    expect(where).toBe(`weights.h, line ${lineOf(odd, 'LSTM')}`);
    expect(what).toMatch(/no layer LSTM\(\)/);
    expect(advice).toMatch(/Conv2D/);
  });

  it('with a macro that is missing', async () => {
    const odd = text.replace('#define DENSE_BIAS_0 ', '#define DENSE_BIAS_X ');
    const { where, what } = await refusal(odd);
    expect(where).toBe(`weights.h, line ${lineOf(odd, 'dense_bias[]')}`);
    expect(what).toMatch(/dense_bias/);
  });

  it('with a shift that is missing', async () => {
    const { what } = await refusal(text.replace('#define DENSE_OUTPUT_SHIFT 3', ''));
    expect(what).toMatch(/not a number/);
  });

  it('with shapes that do not belong together', async () => {
    const odd = text.replace('Dense(8,', 'Dense(9,');
    const { where, what } = await refusal(odd);
    expect(where).toBe(`weights.h, line ${lineOf(odd, 'Dense(9,')}`);
    expect(what).toMatch(/needs 7056 weights and has 6272/);
  });

  it('with a weight that is no int8', async () => {
    const odd = text.replace(/#define DENSE_1_KERNEL_0 \{-?\d+/, '#define DENSE_1_KERNEL_0 {1234');
    const { what } = await refusal(odd);
    expect(what).toMatch(/dense_1_weights\[0\] is 1234/);
  });

  it('with formats the converter itself refuses', async () => {
    const odd = text.replace('#define DENSE_OUTPUT_SHIFT 3', '#define DENSE_OUTPUT_SHIFT 20');
    const { where, what } = await refusal(odd);
    expect(where).toBe(`weights.h, line ${lineOf(odd, '#error')}`);
    expect(what).toMatch(/DENSE_OUTPUT_RSHIFT must be bigger than 0/);
  });

  it('with a layer that uses another before it is made', async () => {
    const { what } = await refusal(text.replace('), layer[4]);', '), layer[9]);'));
    expect(what).toMatch(/layer\[9\] is used before it is made/);
  });

  it('with a comment that does not end', async () => {
    expect((await refusal(text.replace('nnom model */', 'nnom model'))).what).toMatch(/comment does not end/);
  });
});
