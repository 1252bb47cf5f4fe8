import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import mnist from '../../models/mnist-cnn/model.json' with { type: 'json' };
import { InferenceError } from '../../src/build/inference-error.ts';
import { DataError } from '../../src/data/errors.ts';
import { openModel } from '../../src/model/open.ts';
import { readInputFile } from '../../src/node/files.ts';
import { measureAccuracy } from '../../src/node/measure-accuracy.ts';

const repository = join(import.meta.dirname, '../..');
const data = join(repository, '../shared/data');
const modelOf = (name: string): string => join(repository, 'models/mnist-cnn', name);

let keepIn: string;
beforeEach(async () => {
  keepIn = await mkdtemp(join(tmpdir(), 'preflash-accuracy-'));
});
afterEach(() => rm(keepIn, { recursive: true }));

/** models/train/measure.py asked TensorFlow Lite's own interpreter, on the same 2,000 test images. */
describe('the accuracy on the MNIST test images is that of the interpreter', () => {
  it.each(['ptq-int8.tflite', 'qat-int8.tflite', 'channels-6-ptq-int8.tflite'])('%s', async (file) => {
    const expected = mnist.variants.find((variant) => variant.file === file)!.accuracy;
    const { inputs, accuracy, correct, confusion } = await measureAccuracy({ model: modelOf(file), data, keepIn });
    expect({ inputs, accuracy }).toEqual({ inputs: 2000, accuracy: expected });
    const total = confusion!.flat().reduce((sum, times) => sum + times, 0);
    const diagonal = confusion!.reduce((sum, row, shown) => sum + row[shown]!, 0);
    expect([confusion!.length, total, diagonal]).toEqual([10, 2000, correct]);
  });
});

describe('an evaluation that is stopped', () => {
  it('goes on where it was, and comes to the same result', async () => {
    const request = { model: modelOf('ptq-int8.tflite'), data, limit: 600, threads: 1, keepIn };
    const whole = await measureAccuracy(request);
    const controller = new AbortController();
    const stopped = measureAccuracy({
      ...request,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('stopped by the user')),
    });
    await expect(stopped).rejects.toThrow('stopped by the user');
    expect(await readdir(join(keepIn, 'evaluations'))).toHaveLength(1);
    const progress: string[] = [];
    const resumed = await measureAccuracy({ ...request, onProgress: (text) => progress.push(text) });
    expect(resumed).toEqual(whole);
    expect(progress.length).toBeLessThan(6);
    expect(await readdir(join(keepIn, 'evaluations'))).toEqual([]);
  });
});

describe('what cannot be evaluated is told before anything runs', () => {
  it('data of another shape', async () => {
    const model = join(repository, '../shared/models/mlperf-tiny/kws_ref_model.tflite');
    await expect(measureAccuracy({ model, data, keepIn })).rejects.toThrow(DataError);
  });

  it('a model the runtime does not take', async () => {
    const model = modelOf('dynamic-range.tflite');
    expect((await openModel(await readInputFile(model), model)).variant).toBe('dynamic-range');
    await expect(measureAccuracy({ model, data, keepIn })).rejects.toThrow(InferenceError);
  });
});
