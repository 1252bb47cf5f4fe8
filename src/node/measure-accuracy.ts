import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import Tinypool from 'tinypool';
import type { Runtime } from '../build/types.ts';
import { wasmBuildFor } from '../build/wasm/builds.ts';
import { valuesIn } from '../bytes/shape.ts';
import { assertFeeds } from '../data/encode.ts';
import type { DataSet } from '../data/types.ts';
import type { CoreId } from '../devices/core-family.ts';
import { type Accuracy, accuracyOf } from '../estimate/accuracy.ts';
import { countingFirmware } from '../estimate/inference.ts';
import type { InferencePrices } from '../estimate/inference-prices.ts';
import { openInference } from '../estimate/open-inference.ts';
import { addTallies, type Tally } from '../estimate/tally.ts';
import { defaultKernels } from '../measure/defaults.ts';
import { openModel } from '../model/open.ts';
import type { AccuracyJob, AccuracyTask } from './accuracy-worker.ts';
import { readInputFile } from './files.ts';
import { keptTallies } from './kept-tallies.ts';
import { cacheKey } from './object-cache.ts';
import { openDataSet } from './open-data-set.ts';
import { packageRoot } from './package-root.ts';
import { type ReferenceOutputs, referenceOutputs } from './reference-outputs.ts';
import { loadWasmFirmware } from './wasm-firmware.ts';

export interface AccuracyRequest {
  /** Path of a .tflite or weights.h. */
  readonly model: string;
  /** Path of a data set: see `openDataSet`. Where it holds both halves, the test half is taken. */
  readonly data: string;
  /** Which kernels answer, and on which core; they differ in speed and not in their answers. */
  readonly kernels?: Exclude<Runtime, 'nnom'> | undefined;
  readonly core?: CoreId | undefined;
  /** Take this many inputs from the front; all unless given. */
  readonly limit?: number | undefined;
  /** Also ask TensorFlow Lite's own interpreter, where it is at hand; false unless said otherwise. */
  readonly compareWithReference?: boolean | undefined;
  /** For cycles over inputs. */
  readonly prices?: InferencePrices | undefined;
  /** How many worker threads; one a processor unless given. */
  readonly threads?: number | undefined;
  /** Where parts that are done are kept; the cache directory of preflash unless given. */
  readonly keepIn?: string | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Stops; what is done is kept, and the same request goes on from there. */
  readonly signal?: AbortSignal | undefined;
}

/** Long enough to be worth a message between threads, short enough to be stopped soon. */
const inputsPerPart = 100;

/** Characters of the progress bar. */
const progressWidth = 20;

/**
 * Runs a model on every input of a data set, in the firmware's own C as WebAssembly: the answers are those of the part.
 *
 * @returns accuracy, confusion, saturation by layer, and agreement with the reference interpreter
 * @throws DataError, ModelError, InferenceError or FileError (as rejections) that say what is wrong
 */
export async function measureAccuracy(request: AccuracyRequest): Promise<Accuracy> {
  const { kernels = defaultKernels, core = 'cortex-m4f', compareWithReference = false } = request;
  const modelBytes = await readInputFile(request.model);
  const model = await openModel(modelBytes, basename(request.model));
  const data = limited(await openDataSet(request.data, 'test'), request.limit);
  assertFeeds(data, model.tensors[model.inputs[0]!]!);
  const runtime: Runtime = model.format === 'nnom' ? 'nnom' : kernels;
  const firmware = await loadWasmFirmware(wasmBuildFor(runtime, core));
  const reference = compareWithReference ? await referenceOutputs(request.model, model, request.data, data) : undefined;
  // Here first: what a worker throws arrives without its class.
  openInference(await countingFirmware(firmware), model, modelBytes);
  const job = { firmware, modelBytes, modelName: basename(request.model), prices: request.prices };
  const total = await runParts({ data, job, reference, request });
  return accuracyOf(model, total, reference?.source);
}

interface Evaluation {
  readonly data: DataSet;
  readonly job: AccuracyJob;
  readonly reference: ReferenceOutputs | undefined;
  readonly request: AccuracyRequest;
}

/** Runs what an earlier call has not done yet, in worker threads, and adds everything up in order. */
async function runParts(evaluation: Evaluation): Promise<Tally> {
  const { data, job, request } = evaluation;
  const kept = await keptTallies(keyOf(evaluation), request.keepIn);
  const partCount = Math.ceil(data.count / inputsPerPart);
  // One listener a part that waits.
  if (request.signal) setMaxListeners(partCount + 10, request.signal);
  const waiting = Array.from({ length: partCount }, (_, part) => part).filter((part) => !kept.done.has(part));
  const pool = new Tinypool({
    filename: join(packageRoot(), 'dist', 'node', 'accuracy-worker.js'),
    maxThreads: Math.min(request.threads ?? availableParallelism(), Math.max(1, waiting.length)),
    workerData: job,
  });
  try {
    const runPart = async (part: number): Promise<void> => {
      const { signal } = request;
      const tally: Tally = await pool.run(taskOf(evaluation, part), signal ? { signal } : {});
      await kept.keep(part, tally);
      request.onProgress?.(progressText(kept.done.size, partCount, data.count));
    };
    await Promise.all(waiting.map(runPart));
  } catch (cause) {
    request.signal?.throwIfAborted();
    throw cause;
  } finally {
    await pool.destroy();
  }
  await kept.forget();
  return Array.from({ length: partCount }, (_, part) => kept.done.get(part)!).reduce(addTallies);
}

function taskOf({ data, reference }: Evaluation, part: number): AccuracyTask {
  const from = part * inputsPerPart;
  const to = Math.min(from + inputsPerPart, data.count);
  const step = valuesIn(data.shape);
  const values = new Float32Array((to - from) * step);
  for (let index = from; index < to; index++) values.set(data.values(index), (index - from) * step);
  const answerBytes = reference === undefined ? 0 : reference.bytes.length / data.count;
  return {
    data: { name: data.name, count: to - from, shape: data.shape, labels: data.labels?.slice(from, to) },
    values,
    reference: reference?.bytes.slice(from * answerBytes, to * answerBytes),
  };
}

/** Everything the answers depend on. */
function keyOf({ data, job, reference }: Evaluation): string {
  const prices = JSON.stringify(job.prices, (_, value) => (value instanceof Float64Array ? [...value] : value)) ?? '';
  const inputs = Array.from({ length: data.count }, (_, index) => new Uint8Array(data.values(index).buffer));
  const labels = JSON.stringify(data.labels ?? []);
  return cacheKey([job.firmware, job.modelBytes, labels, reference?.bytes ?? '', prices, ...inputs]);
}

function limited(data: DataSet, limit = data.count): DataSet {
  const count = Math.min(limit, data.count);
  return { ...data, count, labels: data.labels?.slice(0, count) };
}

function progressText(done: number, parts: number, inputs: number): string {
  const filled = Math.round((done / parts) * progressWidth);
  const bar = `${'#'.repeat(filled)}${'.'.repeat(progressWidth - filled)}`;
  return `[${bar}] ${Math.min(done * inputsPerPart, inputs)} of ${inputs} inputs`;
}
