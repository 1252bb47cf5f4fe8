import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countingFirmware } from '../../src/estimate/inference.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import { openModel } from '../../src/model/open.ts';
import { loadWasmFirmware } from '../../src/node/wasm-firmware.ts';
import goldens from './goldens.json' with { type: 'json' };
import { compiled, partOutputs } from './support/build.ts';

/** Outputs of NNoM 0.4.2 itself: see README.md. */
const cases = Object.entries(goldens).map(([name, { input, layers }]) => ({
  name,
  input: Uint8Array.from(input),
  expected: layers.map((layer) => [...Int8Array.from(layer)]),
}));

const weightsOf = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(join(import.meta.dirname, 'models', `${name}.h`)));

const signed = (outputs: readonly Uint8Array[]): number[][] => outputs.map((bytes) => [...Int8Array.from(bytes)]);

describe('every layer computes what NNoM 0.4.2 computes', () => {
  it.each(cases)('$name on the host', async ({ name, input, expected }) => {
    const weights = await weightsOf(name);
    const firmware = await countingFirmware(await loadWasmFirmware('nnom'));
    const inference = openInference(firmware, await openModel(weights, name), weights);
    const outputs: Uint8Array[] = [];
    // Twice: an inference leaves nothing behind that the next one sees.
    for (const layers of [[], outputs]) inference.run([input], ({ output }) => layers.push(output.slice()));
    expect(signed(outputs)).toEqual(expected);
  });

  // Flash in data space, and flash that only LPM reads.
  describe.each(['atmega4809', 'atmega1284p'])('on the %s', (device) => {
    it.each(cases)('$name', async ({ name, input, expected }) => {
      const firmware = await compiled(await weightsOf(name), device);
      expect(signed(await partOutputs(firmware, input))).toEqual(expected);
    });
  });
});
