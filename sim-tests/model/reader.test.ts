import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open.ts';
import type { ModelInfo, TensorInfo } from '../../src/model/types.ts';

type TensorRecord = [name: string, type: string, shape: number[], bytes: number, scales: number, digest: string];
interface ModelRecord {
  readonly sha256: string;
  readonly inputs: number[];
  readonly outputs: number[];
  readonly tensors: TensorRecord[];
  readonly operators: [name: string, inputs: number[], outputs: number[]][];
}

// Oracle: TensorFlow Lite's own schema classes, see fixtures/describe_models.py.
const records: Record<string, ModelRecord> = JSON.parse(
  readFileSync(new URL('fixtures/tflite.json', import.meta.url), 'utf8'),
);
const folders = { models: '../../models/', shared: '../../../shared/models/' };

/** Where a model of the fixture is; `shared` models are not in the repository and may be missing. */
function locate(name: string): URL {
  const [folder, ...rest] = name.split('/');
  return new URL(folders[folder as keyof typeof folders] + rest.join('/'), import.meta.url);
}

const present = Object.keys(records).filter((name) => existsSync(locate(name)));
const open = (name: string): Promise<ModelInfo> => openModel(new Uint8Array(readFileSync(locate(name))), name);
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

function record({ name, type, shape, constantBytes, quantization }: TensorInfo): TensorRecord {
  const { scales = [], zeroPoints = [] } = quantization ?? {};
  const numbers = new Uint8Array(scales.length * 4 + zeroPoints.length * 4);
  numbers.set(new Uint8Array(Float32Array.from(scales).buffer));
  numbers.set(new Uint8Array(Int32Array.from(zeroPoints).buffer), scales.length * 4);
  return [digest(new TextEncoder().encode(name)), type, [...shape], constantBytes, scales.length, digest(numbers)];
}

const unsupported = 'shared/tflm/keyword_scrambled_8bit.tflite';

describe.each(present.filter((name) => name !== unsupported))('%s', (name) => {
  const expected = records[name]!;

  it('has the operators, tensors and quantisation that TensorFlow Lite reads', async () => {
    const model = await open(name);
    expect(model.sha256).toBe(expected.sha256);
    expect(model.inputs).toEqual(expected.inputs);
    expect(model.outputs).toEqual(expected.outputs);
    expect(model.layers.map(({ op, inputs, outputs }) => [op, inputs, outputs])).toEqual(expected.operators);
    expect(model.tensors.map(record)).toEqual(expected.tensors);
  });

  it('names each layer after what it writes, and adds up', async () => {
    const model = await open(name);
    for (const layer of model.layers) {
      const output = model.tensors[layer.outputs[0]!]!;
      expect(layer).toMatchObject({ name: output.name, outputShape: output.shape });
      const bytes = layer.inputs.map((index) => expected.tensors[index]?.[3] ?? 0);
      expect(layer.constantBytes).toBe(bytes.reduce((sum, size) => sum + size, 0));
    }
    expect(model.macs).toBe(model.layers.reduce((sum, layer) => sum + layer.macs, 0));
  });
});

// 26 x 26 x 12 outputs of 3 x 3 x 1 products, and 2028 x 10; weights and biases 12 x 9 + 12 + 2028 x 10 + 10. The
// same network as H1 of the hardware measurements, which states 20,410 parameters and 31,344 values.
const mnistShape = { macs: 26 * 26 * 12 * 9 + 2028 * 10, parameters: 20_410, textbookBoundValues: 31_344 };

describe('figures of published networks', () => {
  const networks: [string, Partial<ModelInfo>][] = [
    ['models/mnist-cnn/ptq-int8.tflite', { ...mnistShape, variant: 'int8', largestLayerValues: 2028 + 10 + 20_290 }],
    ['models/mnist-cnn/float32.tflite', { ...mnistShape, variant: 'float32' }],
    ['shared/fmnist/fmnist_full_quant.tflite', { ...mnistShape, variant: 'int8' }],
    ['shared/fmnist/fmnist_qat_int8.tflite', { ...mnistShape, variant: 'int8' }],
    ['shared/fmnist/pruned_qat_model.tflite', { ...mnistShape, variant: 'int8' }],
    ['shared/fmnist/fmnist_model_f32.tflite', { ...mnistShape, variant: 'float32' }],
    ['shared/fmnist/pruned_model_unstructured.tflite', { ...mnistShape, variant: 'float32' }],
    ['shared/fmnist/fmnist_model_quant8_dynR.tflite', { ...mnistShape, variant: 'dynamic-range' }],
    // MobileNetV1 0.25 of 96 x 96, summed by hand from its layers' shapes in the fixture.
    ['shared/tflm/person_detect.tflite', { macs: 7_157_888, variant: 'int8' }],
    // DS-CNN of MLPerf Tiny: 25 x 5 x 64 x (40 + 4 x (9 + 64)) + 64 x 12.
    ['shared/mlperf-tiny/kws_ref_model.tflite', { macs: 25 * 5 * 64 * (40 + 4 * (9 + 64)) + 64 * 12, variant: 'int8' }],
  ];

  it.each(networks.filter(([name]) => present.includes(name)))('%s', async (name, expected) => {
    expect(await open(name)).toMatchObject(expected);
  });
});

// Not a skipped test where the folder is missing: the same refusal is tested on a written model in bad-models.test.ts.
if (present.includes(unsupported)) {
  it(`${unsupported} is refused by layer`, async () => {
    await expect(open(unsupported)).rejects.toThrow(/layer 1 is SVDF, which is not supported\. Supported: CONV_2D, /);
  });
}
