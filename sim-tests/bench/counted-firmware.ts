import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WasmBuildId } from '../../src/build/wasm/builds.ts';
import { uncountedModule } from '../../src/build/wasm/count-module.ts';
import { type CountingFirmware, countingFirmware, type Inference } from '../../src/estimate/inference.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { openModel } from '../../src/model/open.ts';
import { loadWasmFirmware } from '../../src/node/wasm-firmware.ts';

/** The counted firmware beside the same module without counters; all times are the processor's. */
export interface CountedTimes {
  readonly build: WasmBuildId;
  readonly network: string;
  /** Adding counters, compiling and opening the network. */
  readonly loadSeconds: number;
  readonly countedPerSecond: number;
  readonly uncountedPerSecond: number;
  /** Time with counters over time without: the median of pairs that ran one behind the other. */
  readonly slowdown: number;
}

const tflite: readonly string[] = [
  'models/mnist-cnn/ptq-int8.tflite',
  'models/mnist-cnn/float32.tflite',
  'models/ds-cnn-small/ptq-int8.tflite',
  'models/ds-cnn-small/float32.tflite',
  '../shared/models/fmnist/fmnist_qat_int8.tflite',
  '../shared/models/fmnist/fmnist_model_f32.tflite',
  '../shared/models/tflm/person_detect.tflite',
];
const nnom: readonly string[] = ['models/mnist-dense/w32-weights.h', 'sim-tests/nnom/models/merge-config.h'];

/** Networks of realistic size for each build; those that lie beside the repository where they do. */
const networks: Readonly<Record<WasmBuildId, readonly string[]>> = {
  'cmsis-nn-dsp': tflite,
  'cmsis-nn': tflite,
  reference: tflite,
  nnom,
};

const repository = join(import.meta.dirname, '../..');
const rounds = 15;
const roundSeconds = 0.06;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Every network in every build. */
export async function* timeCounted(): AsyncGenerator<CountedTimes> {
  for (const [build, names] of Object.entries(networks) as [WasmBuildId, readonly string[]][]) {
    for (const name of names) if (existsSync(join(repository, name))) yield await timeNetwork(build, name);
  }
}

/** In turns, so that a machine that slows down slows both. */
async function timeNetwork(build: WasmBuildId, network: string): Promise<CountedTimes> {
  const bytes = new Uint8Array(readFileSync(join(repository, network)));
  const model = await openModel(bytes, network);
  const raw = await loadWasmFirmware(build);
  const sinceStart = processorSeconds();
  const firmware = await countingFirmware(raw);
  const counted = openInference(firmware, model, bytes);
  const loadSeconds = sinceStart();
  const module = await WebAssembly.compile(uncountedModule(raw) as Uint8Array<ArrayBuffer>);
  const uncounted = openInference({ ...firmware, module } satisfies CountingFirmware, model, bytes);
  const inputs = randomInputs(model);
  const times = (runs: number) => ({
    counted: secondsOf(counted, inputs, runs),
    uncounted: secondsOf(uncounted, inputs, runs),
  });
  // The engine compiles what is called often once more, and better.
  const runs = Math.max(1, Math.round(roundSeconds / times(10).uncounted));
  times(3 * runs);
  const pairs = Array.from({ length: rounds }, () => times(runs));
  return {
    build,
    network,
    loadSeconds,
    countedPerSecond: 1 / median(pairs.map((pair) => pair.counted)),
    uncountedPerSecond: 1 / median(pairs.map((pair) => pair.uncounted)),
    slowdown: median(pairs.map((pair) => pair.counted / pair.uncounted)),
  };
}

/** Of one inference. Every layer is looked at, as an estimate does. */
function secondsOf(inference: Inference, inputs: readonly Uint8Array[], runs: number): number {
  const sinceStart = processorSeconds();
  for (let run = 0; run < runs; run++) inference.run(inputs, () => {});
  return sinceStart() / runs;
}

/** A clock of the processor's time: what else runs on the machine takes no part. */
function processorSeconds(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
}
