import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { footprint } from '../../src/cost/footprint.ts';
import { findDevice } from '../../src/devices/index.ts';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { openModel } from '../../src/model/open.ts';
import { avrGccVariable } from '../../src/node/avr-toolchain.ts';
import { buildNnomImage } from '../../src/node/build-nnom-image.ts';
import { simulateImage } from '../../src/node/simulate-image.ts';
import { mnistWeights } from './support/weights.ts';

/** What is said of prebuilt images: layers take the same cycles, and what reads the model takes this much at most. */
const interpreterBytes = 800;
const withoutCompiler = { ...process.env, [avrGccVariable]: '/nonexistent/avr-gcc' };
const device = findDevice('atmega4809');

const model = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(join(import.meta.dirname, 'models', `${name}.h`)));

const cases = [
  { name: 'a dense network', weights: async () => new TextEncoder().encode(mnistWeights(8)) },
  { name: 'a convolution, classic API', weights: () => model('conv-classic') },
  { name: 'a convolution, configuration structs', weights: () => model('conv-config') },
  { name: 'branches', weights: () => model('merge-classic') },
  { name: 'pooling', weights: () => model('pool-classic') },
];

async function measure(weights: Uint8Array, environment: NodeJS.ProcessEnv) {
  const info = await openModel(weights, 'weights.h');
  const built = await buildNnomImage({ device, opt: 'Os', accumulator: 'int32', weights, environment });
  const trace = await simulateImage(built.image, device, { inputs: randomInputs(info), maxCycles: 100_000_000 });
  return {
    origin: built.origin,
    layers: trace.layers.map(({ cycles }) => cycles),
    code: built.flashBytesByOp,
    outputs: trace.outputs,
    ...footprint({ origin: 'model', built, model: info }, device, trace),
  };
}

describe('without a compiler, from an image that comes with the package', () => {
  it.each(cases)('$name: the layers take the cycles of the compiled build', async ({ weights }) => {
    const bytes = await weights();
    const compiled = await measure(bytes, process.env);
    const prebuilt = await measure(bytes, withoutCompiler);
    expect([compiled.origin, prebuilt.origin]).toEqual(['compiled', 'prebuilt']);
    expect(prebuilt.layers).toEqual(compiled.layers);
    expect(prebuilt.outputs).toEqual(compiled.outputs);
    expect(prebuilt.ram.heapPeakBytes).toBe(compiled.ram.heapPeakBytes);
    expect(prebuilt.ram.staticBytes).toBe(compiled.ram.staticBytes);
    expect(prebuilt.ram.stackPeakBytes - compiled.ram.stackPeakBytes).toBeLessThan(100);
    const excessBytes = prebuilt.flash.totalBytes - compiled.flash.totalBytes;
    expect(excessBytes).toBeGreaterThanOrEqual(0);
    expect(excessBytes).toBeLessThan(interpreterBytes);
  });

  it.each(cases)(
    '$name: each layer has the code of the compiled build, and what unpacks its records',
    async ({ weights }) => {
      const bytes = await weights();
      const compiled = await measure(bytes, process.env);
      const prebuilt = await measure(bytes, withoutCompiler);
      expect([...compiled.code.keys()].sort()).toEqual([...prebuilt.code.keys()].sort());
      const excesses = [...compiled.code].map(([op, codeBytes]) => prebuilt.code.get(op)! - codeBytes);
      expect(Math.min(...excesses)).toBeGreaterThanOrEqual(0);
      expect(excesses.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(interpreterBytes);
    },
  );

  it('says that a compiler may help where the image has layers the model does not use', async () => {
    const weights = new TextEncoder().encode(mnistWeights(40));
    await expect(measure(weights, withoutCompiler)).rejects.toThrow(/takes a compiler/);
  });
});
