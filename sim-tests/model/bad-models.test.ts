import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/model/errors.ts';
import { openModel } from '../../src/model/open.ts';
import { requiredRegistrations } from '../../src/model/registrations.ts';
import { type ModelSpec, smallModel, type TensorSpec, writeTflite } from './support/tflite-writer.ts';

async function refusal(bytes: Uint8Array): Promise<ModelError> {
  const error = await openModel(bytes, 'net.tflite').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}

/** The small model with some fields of tensor `index` replaced. */
function withTensor(index: number, change: Partial<TensorSpec>): ModelSpec {
  const tensors = smallModel.tensors.map((tensor, position) =>
    position === index ? { ...tensor, ...change } : tensor,
  );
  return { ...smallModel, tensors };
}

const [dense, softmax] = smallModel.operators as [ModelSpec['operators'][0], ModelSpec['operators'][0]];

describe('a small model written by hand', () => {
  it('is read as it was written', async () => {
    const model = await openModel(writeTflite(smallModel), 'net.tflite');
    expect(model).toMatchObject({
      variant: 'int8',
      macs: 6,
      parameters: 9,
      description: 'test',
      textbookBoundValues: 17,
    });
    expect(model.tensors[0]?.quantization).toEqual({ scales: [0.5], zeroPoints: [-3], axis: 0 });
    expect(model.tensors[1]?.quantization).toEqual({ scales: [0.25, 0.5, 1], zeroPoints: [0, 0, 0], axis: 0 });
    expect(model.layers[0]).toMatchObject({ op: 'FULLY_CONNECTED', name: 'dense', parameters: 9, constantBytes: 18 });
    expect(requiredRegistrations(model, 'net.tflite')).toEqual(['pf_op_fully_connected_int8', 'pf_op_softmax_int8']);
  });

  it('may leave an optional input out', async () => {
    const spec = { ...smallModel, operators: [{ ...dense, inputs: [0, 1, -1] }, softmax] };
    expect((await openModel(writeTflite(spec), 'net.tflite')).parameters).toBe(6);
  });
});

describe('what no microcontroller runtime executes', () => {
  it.each<[string, ModelSpec, RegExp]>([
    [
      'an operator of TensorFlow Lite',
      { ...smallModel, operators: [dense, { ...softmax, code: 27 }] },
      /layer 1 \("output"\) is SVDF, which is not supported\. Supported: CONV_2D/,
    ],
    ['an operator beyond code 127', { ...smallModel, operators: [dense, { ...softmax, code: 150 }] }, /is GELU/],
    [
      'a custom operator',
      { ...smallModel, operators: [{ ...dense, code: 32, custom: 'Mine' }, softmax] },
      /layer 0 \("dense"\) is custom operator "Mine"/,
    ],
    [
      'several',
      {
        ...smallModel,
        operators: [
          { ...dense, code: 16 },
          { ...softmax, code: 27 },
        ],
      },
      /is LSTM, which is not supported \(nor are SVDF, further on\)/,
    ],
    ['control flow', { ...smallModel, subgraphs: 3 }, /3 subgraphs: control flow/],
    [
      'sparse weights',
      withTensor(1, { sparse: true }),
      /tensor 1 \("weights"\) is stored in sparse form.*dense weights/,
    ],
    ['strings', withTensor(0, { type: 5 }), /tensor 0 \("input"\) is of type STRING/],
    ['4-bit weights', withTensor(1, { type: 17 }), /is of type INT4.*int8/],
    ['a type of the future', withTensor(1, { type: 99 }), /is of type number 99/],
    [
      'a dynamic shape',
      withTensor(0, { shape: [-1, 2] }),
      /the shape \[-1,2\], which is not known before it runs.*batch size 1/,
    ],
    ['quantisation in blocks', withTensor(1, { quantizationDetails: 2 }), /quantised in blocks/],
  ])('%s', async (_, spec, message) => {
    const error = await refusal(writeTflite(spec));
    expect(error.message).toMatch(message);
    expect(error.kind).toBe('unsupported');
  });

  it('names the layer with float activations and int8 weights', async () => {
    const float = { type: 0, scales: [] };
    const spec = {
      ...smallModel,
      tensors: smallModel.tensors.map((tensor, index) => (index === 1 ? tensor : { ...tensor, ...float })),
    };
    const model = await openModel(writeTflite(spec), 'net.tflite');
    expect(model.variant).toBe('dynamic-range');
    expect(() => requiredRegistrations(model, 'net.tflite')).toThrow(
      /^net\.tflite: layer 0 \(FULLY_CONNECTED, "dense"\): it has float activations with int8 weights.*no microcontroller runtime executes hybrid kernels\. Export the model in full-integer int8 .* or in float32/,
    );
  });

  it('names the layer whose type has no kernel', async () => {
    const model = await openModel(writeTflite(withTensor(0, { type: 3 })), 'net.tflite');
    expect(() => requiredRegistrations(model, 'net.tflite')).toThrow(
      /layer 0 \(FULLY_CONNECTED, "dense"\): FULLY_CONNECTED on uint8 is not supported; it runs on int8, float32/,
    );
  });
});

describe('a model that contradicts itself', () => {
  it.each<[string, ModelSpec, RegExp]>([
    ['another schema', { ...smallModel, version: 2 }, /schema version 2, not 3/],
    ['no layers', { ...smallModel, operators: [] }, /no layers/],
    ['no inputs', { ...smallModel, inputs: [] }, /no inputs or no outputs/],
    ['an operator code nobody has', { ...smallModel, operators: [dense, { ...softmax, code: 4711 }] }, /number 4711/],
    [
      'a tensor nobody has',
      { ...smallModel, operators: [{ ...dense, inputs: [0, 1, 99] }, softmax] },
      /layer 0 \(FULLY_CONNECTED\) refers to a tensor/,
    ],
    ['a buffer nobody has', withTensor(1, { buffer: 77 }), /refers to buffer 77/],
    ['too little data', withTensor(1, { shape: [3, 3] }), /has 6 bytes of data, but its shape \[3,3\] of int8 needs 9/],
    ['a huge tensor', withTensor(3, { shape: [2 ** 30, 2 ** 30] }), /more than 2 GiB/],
    [
      'a filter that cannot be',
      withTensor(1, { shape: [6], scales: [1], axis: 0 }),
      /shapes FULLY_CONNECTED cannot have/,
    ],
    ['scales along nothing', withTensor(1, { axis: 1 }), /3 scales along axis 1 of its shape \[3,2\]/],
    ['a scale without zero point', withTensor(0, { zeroPoints: [] }), /1 scales but 0 zero points/],
    ['a scale that is no number', withTensor(0, { scales: [Number.NaN] }), /not a number/],
    [
      'a read before the write',
      {
        ...smallModel,
        operators: [
          { ...softmax, inputs: [3] },
          { ...dense, outputs: [3] },
        ],
      },
      /layer 0 \(SOFTMAX, "output"\) reads tensor 3 before/,
    ],
    [
      'a second write',
      { ...smallModel, operators: [dense, { ...softmax, outputs: [3] }] },
      /writes tensor 3, which has been written/,
    ],
    ['an output nobody writes', { ...smallModel, operators: [dense] }, /no layer writes the model's output, tensor 4/],
    ['an output nobody has', { ...smallModel, outputs: [9] }, /name tensor 9/],
    ['data outside', { ...smallModel, externalBuffers: true }, /keeps its data behind the flatbuffer/],
  ])('%s', async (_, spec, message) => {
    const error = await refusal(writeTflite(spec));
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^net\.tflite: /);
    expect(error.kind).toBe('bad-input');
  });
});

describe('files that are no model', () => {
  it.each([
    ['', /empty/],
    ['\x89HDF\r\n', /not a TensorFlow Lite model.*Keras \.h5/],
    ['\x7fELF\x01\x01\x01\0', /no "TFL3" at byte 4/],
    ['\x10\0\0\0TFL3', /the model needs 4 bytes at offset 16, but the file has 8/],
  ])('%j', async (text, message) => {
    expect((await refusal(Uint8Array.from(text, (character) => character.charCodeAt(0)))).message).toMatch(message);
  });
});
