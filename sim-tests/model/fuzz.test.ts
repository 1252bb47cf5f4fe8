import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/model/errors.ts';
import { openModel } from '../../src/model/open.ts';
import { requiredRegistrations } from '../../src/model/registrations.ts';
import type { ModelInfo } from '../../src/model/types.ts';
import { fuzz, readOrRefuse } from '../support/mutations.ts';
import { smallModel, writeTflite } from './support/tflite-writer.ts';

const small = writeTflite(smallModel);
const real = new Uint8Array(readFileSync(new URL('../../models/ds-cnn-small/ptq-int8.tflite', import.meta.url)));

/** Everything that is done with a model file before it is built: read, then asked for its kernels. */
async function readWhole(bytes: Uint8Array, name: string): Promise<ModelInfo> {
  const model = await openModel(bytes, name);
  requiredRegistrations(model, name);
  expectSane(model);
  return model;
}

/** A corrupted file that is accepted must still add up to finite figures. */
function expectSane(model: ModelInfo): void {
  const figures = [model.macs, model.parameters, model.textbookBoundValues, model.largestLayerValues];
  for (const figure of figures) expect(Number.isSafeInteger(figure) && figure >= 0).toBe(true);
}

describe('corrupted models are read or refused, never more', () => {
  it('cut off at every length', async () => {
    for (let length = 0; length < small.length; length++) {
      await readOrRefuse(readWhole, small.slice(0, length), ModelError);
    }
  });

  it('with every word at an extreme', async () => {
    for (let offset = 0; offset + 4 <= small.length; offset += 2) {
      for (const value of [0, 1, 0xffff, 0x7fff_ffff, 0xffff_ffff]) {
        const bytes = small.slice();
        new DataView(bytes.buffer).setUint32(offset, value, true);
        await readOrRefuse(readWhole, bytes, ModelError);
      }
    }
  });

  it.each([
    ['a model of 1 KB', small, 30],
    ['a trained model', real, 15],
  ])('%s, mutated at random', async (_, file, reasons) => {
    expect((await fuzz(readWhole, file, ModelError)).size).toBeGreaterThan(reasons);
  });

  it('whose operators all share one long list of inputs', async () => {
    // 2,000 operators of 20,000 inputs each would be 40 million numbers in a file of 200 KB.
    const sharedInputs = Array.from({ length: 20_000 }, () => 0);
    const operators = Array.from({ length: 2_000 }, () => smallModel.operators[0]!);
    const bytes = writeTflite({ ...smallModel, operators, sharedInputs });
    const reason = await readOrRefuse(readWhole, bytes, ModelError);
    expect(reason).toMatch(/share their bytes, which no converter does/);
  });
});
