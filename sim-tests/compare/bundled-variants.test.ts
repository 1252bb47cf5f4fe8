import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open.ts';
import { countZeroWeights } from '../../src/model/tflite/zero-weights.ts';

/** As models/train/compress.py measured them, with Keras and LiteRT. */
interface Recorded {
  readonly variant: string;
  readonly file: string;
  readonly sha256: string;
  readonly accuracy: number;
  readonly kerasParameters?: number;
  readonly zeroWeightShare?: number;
}

const folder = new URL('../../models/mnist-cnn/', import.meta.url);
const { variants } = JSON.parse(readFileSync(new URL('model.json', folder), 'utf8')) as { variants: Recorded[] };
const accuracyOf = (name: string) => variants.find(({ variant }) => variant === name)?.accuracy;

describe('the variants of mnist-cnn', () => {
  it.each(variants)('$variant is the file that was measured, above 95 %', async ({ file, sha256, accuracy }) => {
    const model = await openModel(readFileSync(new URL(file, folder)), file);
    expect(model.sha256).toBe(sha256);
    expect(accuracy).toBeGreaterThan(0.95);
  });

  // float16 weights reach their layers through DEQUANTIZE: neither figure is the layer's own.
  it.each(variants.filter(({ variant, kerasParameters }) => kerasParameters !== undefined && variant !== 'float16'))(
    '$variant has the parameters Keras counts and the zeros LiteRT reads',
    async ({ file, kerasParameters, zeroWeightShare }) => {
      const bytes = readFileSync(new URL(file, folder));
      const model = await openModel(bytes, file);
      expect(model.parameters).toBe(kerasParameters);
      const { zeros, weights } = countZeroWeights(bytes, model, file);
      expect(zeros / weights).toBeCloseTo(zeroWeightShare ?? Number.NaN, 12);
    },
  );

  it('loses no more than half a point from post-training to quantisation-aware int8', () => {
    expect(accuracyOf('qat-int8')).toBeGreaterThanOrEqual((accuracyOf('ptq-int8') ?? 1) - 0.005);
  });
});
