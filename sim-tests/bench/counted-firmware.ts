import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uncountedModule } from '../../src/build/wasm/count-module.ts';
import { type CountingFirmware, countingFirmware, type Inference } from '../../src/estimate/inference.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { openModel } from '../../src/model/open.ts';
import { loadWasmFirmware } from '../../src/node/wasm-firmware.ts';

/** The counted firmware beside the same module without counters. */
export interface CountedTimes {
  readonly loadSeconds: number;
  readonly countedPerSecond: number;
  readonly uncountedPerSecond: number;
}

const rounds = 15;
const inferencesPerRound = 300;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Inferences a second of a model of 94,000 multiply-accumulates: in turns, so that a slow machine slows both. */
export async function timeCounted(): Promise<CountedTimes> {
  const name = 'models/mnist-cnn/ptq-int8.tflite';
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../..', name)));
  const model = await openModel(bytes, name);
  const raw = await loadWasmFirmware('cmsis-nn-dsp');
  const start = performance.now();
  const firmware = await countingFirmware(raw);
  const counted = openInference(firmware, model, bytes);
  const loadSeconds = (performance.now() - start) / 1000;
  const module = await WebAssembly.compile(uncountedModule(raw) as Uint8Array<ArrayBuffer>);
  const plain: CountingFirmware = { ...firmware, module };
  const uncounted = openInference(plain, model, bytes);
  const inputs = randomInputs(model);
  const rates: Record<'counted' | 'uncounted', number[]> = { counted: [], uncounted: [] };
  for (let round = 0; round < rounds; round++) {
    rates.counted.push(rateOf(counted, inputs));
    rates.uncounted.push(rateOf(uncounted, inputs));
  }
  return { loadSeconds, countedPerSecond: median(rates.counted), uncountedPerSecond: median(rates.uncounted) };
}

/** Every layer is looked at, as an estimate does. */
function rateOf(inference: Inference, inputs: readonly Uint8Array[]): number {
  const start = performance.now();
  for (let run = 0; run < inferencesPerRound; run++) inference.run(inputs, () => {});
  return inferencesPerRound / ((performance.now() - start) / 1000);
}
