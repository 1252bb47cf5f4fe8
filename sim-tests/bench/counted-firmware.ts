import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nnomNetworks } from '../../scripts/corpus/nnom-networks.ts';
import { type WasmBuildId, wasmBuildIds } from '../../src/build/wasm/builds.ts';
import { uncountedModule } from '../../src/build/wasm/count-module.ts';
import { type CountingFirmware, countingFirmware, type Inference } from '../../src/estimate/inference.ts';
import { openInference } from '../../src/estimate/open-inference.ts';
import type { NamedFile } from '../../src/measure/measure.ts';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { openModel } from '../../src/model/open.ts';
import { loadWasmFirmware } from '../../src/node/wasm-firmware.ts';

/** The counted firmware beside the same module without counters; all times are the processor's. */
export interface CountedTimes {
  readonly build: WasmBuildId;
  readonly network: string;
  /** Adding counters, compiling and opening the network. */
  readonly loadSeconds: number;
  /** Of one inference. */
  readonly countedSeconds: number;
  readonly uncountedSeconds: number;
}

/** Of realistic size; those that lie beside the repository where they do. */
const tflite: readonly string[] = [
  'models/mnist-cnn/ptq-int8.tflite',
  'models/mnist-cnn/float32.tflite',
  'models/ds-cnn-small/ptq-int8.tflite',
  'models/ds-cnn-small/float32.tflite',
  '../shared/models/fmnist/fmnist_qat_int8.tflite',
  '../shared/models/fmnist/fmnist_model_f32.tflite',
  '../shared/models/tflm/person_detect.tflite',
];
const dense: readonly string[] = ['models/mnist-dense/w32-weights.h'];
/** Convolutions with pooling, without and with depthwise ones between them: of the calibration's corpus. */
const convolutions: ReadonlySet<string> = new Set(['conv-5.h', 'conv-11.h', 'conv-13.h', 'conv-15.h']);

const repository = join(import.meta.dirname, '../..');
const rounds = 100;
const roundSeconds = 0.005;
const secondsAtMost = 2;

/** What a tenth of the rounds stay below: whatever else the machine does makes the others slower. */
const quick = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 10)]!;

function networksOf(build: WasmBuildId): readonly NamedFile[] {
  const paths = build === 'nnom' ? dense : tflite;
  const read = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(join(repository, name))) });
  const kept = paths.filter((name) => existsSync(join(repository, name))).map(read);
  if (build !== 'nnom') return kept;
  const encoder = new TextEncoder();
  const written = nnomNetworks().filter(({ name }) => convolutions.has(name));
  return [...kept, ...written.map(({ name, text }) => ({ name, bytes: encoder.encode(text) }))];
}

/** Every network in every build. */
export async function* timeCounted(): AsyncGenerator<CountedTimes> {
  for (const build of wasmBuildIds) {
    for (const file of networksOf(build)) yield await timeNetwork(build, file);
  }
}

/** In turns, so that a machine that slows down slows both. */
async function timeNetwork(build: WasmBuildId, { name, bytes }: NamedFile): Promise<CountedTimes> {
  const model = await openModel(bytes, name);
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
  // The engine compiles what is called often once more, and better: on a busy machine later.
  const runs = Math.max(1, Math.round(roundSeconds / times(5).uncounted));
  const { counted: seconds } = times(60 * runs);
  const length = Math.min(rounds, Math.ceil(secondsAtMost / (2 * seconds * runs)));
  const pairs = Array.from({ length }, () => times(runs));
  const [countedSeconds, uncountedSeconds] = [
    quick(pairs.map((pair) => pair.counted)),
    quick(pairs.map((pair) => pair.uncounted)),
  ];
  return { build, network: name, loadSeconds, countedSeconds, uncountedSeconds };
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
