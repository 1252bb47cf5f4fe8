import { describe, expect, it } from 'vitest';
import { hostWarnings } from '../../src/measure/host-warnings.ts';
import { nodeFacilities } from '../../src/node/facilities.ts';
import { compiled, partOutputs } from './support/build.ts';
import { random } from './support/random.ts';
import { mnistWeights } from './support/weights.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Standardised images in Q4.3: a background of -3, ink up to 22. */
function image(seed: number): Uint8Array {
  const next = random(seed);
  return Uint8Array.from({ length: 784 }, () => (next() < 0.8 ? -3 : Math.floor(next() * 22)) & 0xff);
}

/** How many of eight images a part and the host disagree on, and what is said of the first. */
async function disagreements(hidden: number, accumulator: 'int' | 'int32') {
  const firmware = await compiled(encode(mnistWeights(hidden)), 'atmega4809', accumulator);
  const warnings = [];
  for (let seed = 1; seed <= 8; seed++) {
    const input = image(seed);
    const layerOutputs = await partOutputs(firmware, input);
    warnings.push(...(await hostWarnings({ ...firmware, input, layerOutputs }, nodeFacilities)));
  }
  return warnings;
}

/**
 * Hardware measurement H2: with sums in `int` the rows left over after groups of four overflow 16 bits on the part, at
 * widths such as 6, 7 and 10, and not at 8, where nothing is left over.
 */
describe('the answer of the part beside the answer of the host', () => {
  it.each([6, 7, 10])('W = %i with sums in int: the first layer that differs is named', async (hidden) => {
    const [first] = await disagreements(hidden, 'int');
    expect(first?.code).toBe('host-difference');
    expect(first?.message).toMatch(/layer 1 \(Dense\+relu\)/);
  });

  it.each([6, 7, 10, 8])('W = %i with sums in 32 bits: not one bit differs', async (hidden) => {
    expect(await disagreements(hidden, 'int32')).toEqual([]);
  });

  it('W = 8 with sums in int: nothing is left over, nothing overflows in the first layer', async () => {
    const messages = (await disagreements(8, 'int')).map(({ message }) => message);
    expect(messages.filter((message) => message.includes('layer 1 '))).toEqual([]);
  });
});
