import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WasmBuildId } from '../../src/build/wasm/builds.ts';
import type { CountedModule } from '../../src/build/wasm/count-module.ts';
import { countModule } from '../../src/build/wasm/count-module.ts';
import { classCounts } from '../../src/estimate/class-counts.ts';
import type { CountingFirmware } from '../../src/estimate/inference.ts';
import { variableShiftNames } from '../../src/estimate/layer-work.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { openModel } from '../../src/model/open.ts';
import { loadWasmFirmware } from '../../src/node/wasm-firmware.ts';
import { countNaively } from './support/naive-counters.ts';

const repository = join(import.meta.dirname, '../..');

/** What each layer executed, by class, classes that do not occur left out. */
async function countsByLayer(path: string, counted: CountedModule) {
  const bytes = new Uint8Array(readFileSync(join(repository, path)));
  const model = await openModel(bytes, path);
  const module = await WebAssembly.compile(counted.bytes as Uint8Array<ArrayBuffer>);
  const firmware: CountingFirmware = { module, sha256: '', counted };
  const layers: Record<string, number>[] = [];
  openInference(firmware, model, bytes).run(randomInputs(model), ({ counts }) => {
    const times = counts.values();
    const totals = classCounts(times, counted.rows);
    const named = counted.classes.map((name, position) => [name, totals[position]!] as const);
    const shifted = counted.shiftCounters.map((counter, at) => [variableShiftNames[at]!, times[counter]!] as const);
    const all = [...named, ...shifted];
    layers.push(Object.fromEntries(all.filter(([, amount]) => amount !== 0)));
  });
  return layers;
}

const cases: readonly (readonly [build: WasmBuildId, model: string])[] = [
  ['reference', 'models/mnist-cnn/ptq-int8.tflite'],
  ['cmsis-nn', 'models/mnist-cnn/ptq-int8.tflite'],
  ['cmsis-nn-dsp', 'models/mnist-cnn/ptq-int8.tflite'],
  ['cmsis-nn-dsp', 'models/ds-cnn-small/ptq-int8.tflite'],
  ['reference', 'models/mnist-cnn/float32.tflite'],
  ['nnom', 'sim-tests/nnom/models/conv-classic.h'],
  ['nnom', 'sim-tests/nnom/models/merge-config.h'],
];

describe('counters of groups of basic blocks', () => {
  it.each(cases)('%s, %s: every layer as when each instruction counts itself', async (build, model) => {
    const bytes = await loadWasmFirmware(build);
    const grouped = await countsByLayer(model, countModule(bytes));
    expect(grouped).toEqual(await countsByLayer(model, countNaively(bytes)));
    expect(grouped.length).toBeGreaterThan(1);
  });
});

/** Multiply-accumulates of a convolution are known from its shape: the DSP instruction does two. */
describe('what is counted', () => {
  it('is the one instruction that an intrinsic is on the part', async () => {
    const counted = countModule(await loadWasmFirmware('cmsis-nn-dsp'));
    const [convolution] = await countsByLayer('models/mnist-cnn/ptq-int8.tflite', counted);
    const macs = 26 * 26 * 12 * 9;
    // Eight of the nine weights of a filter go by pairs, the last one alone.
    expect(convolution!.dspMultiplyAccumulate).toBe((macs * 8) / 9 / 2);
  });

  /** conv-classic.h: biases are shifted left once a channel, sums right once a value. */
  it('is how far a core without a barrel shifter shifts', async () => {
    const counted = countModule(await loadWasmFirmware('nnom'));
    const [, first, second] = await countsByLayer('sim-tests/nnom/models/conv-classic.h', counted);
    expect(first!.variableShiftDistance32).toBe(3 * 1 + 10 * 11 * 5);
    expect(second!.variableShiftDistance32).toBe(4 * 3 + 10 * 11 * 5 * 3);
  });
});
