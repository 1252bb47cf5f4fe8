import { basename } from 'node:path';
import type { Accumulator } from '../build/avr.ts';
import type { BuiltImage, KernelSet, OptimizationLevel } from '../build/types.ts';
import { assertImageFits } from '../cost/fit.ts';
import { type ImageSource, imageOf } from '../cost/footprint.ts';
import type { Device } from '../devices/schema.ts';
import { openImage } from '../image/open.ts';
import { InputError } from '../model/inputs/errors.ts';
import { defaultSeed, randomInputs } from '../model/inputs/random.ts';
import { readInputs } from '../model/inputs/read.ts';
import { isModel, openModel } from '../model/open.ts';
import type { ModelInfo } from '../model/types.ts';
import { buildReport } from '../report/build-report.ts';
import type { Report } from '../report/schema.ts';
import type { RunTrace } from '../simulate/types.ts';
import { formatCycles } from '../units/cycles.ts';
import { buildImage } from './build-image.ts';
import { buildNnomImage } from './build-nnom-image.ts';
import { hostWarnings } from './compare-with-host.ts';
import { demanglerFor } from './demangler.ts';
import { readInputFile, writeWhole } from './files.ts';
import { openDevice } from './open-device.ts';
import { readConversation } from './read-conversation.ts';
import { simulateImage } from './simulate-image.ts';

/** What a release build of an inference firmware is made with; there is a prebuilt image of it for every board. */
export const defaultKernels: KernelSet = 'cmsis-nn';
export const defaultOpt: OptimizationLevel = 'Os';
/** Longer than an inference that is of use on a microcontroller; about 20 s of simulation. */
export const defaultMaxCycles = 2_000_000_000;

export interface MeasureRequest {
  /** Path of a model or of firmware; told apart by content. */
  readonly file: string;
  /** Id of a part, or path of a part's file. */
  readonly device: string;
  readonly kernels?: KernelSet | undefined;
  readonly opt?: OptimizationLevel | undefined;
  /** Of the NNoM-API runtime: what NNoM's sums are kept in; `int32` unless given. */
  readonly accumulator?: Accumulator | undefined;
  /** Path of the model's input; a seeded random one unless given. */
  readonly input?: string | undefined;
  /**
   * Function to measure in the user's own firmware, `NAME` or `NAME#2`; the inference where it is known, else the whole
   * run.
   */
  readonly region?: string | undefined;
  /** Function whose direct callees are the layers. */
  readonly layersOf?: string | undefined;
  /** Path of what the firmware receives by UART. */
  readonly uartIn?: string | undefined;
  /** Path of a conversation to hold with the firmware. */
  readonly conversation?: string | undefined;
  /** Path for what the firmware sends by UART; it is in the report, too. */
  readonly uartOut?: string | undefined;
  readonly maxCycles?: number | undefined;
  /** Told what is being done, as often as there is news. */
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is run, with its inputs. */
interface Prepared {
  readonly source: ImageSource;
  readonly inputs: readonly Uint8Array[];
  readonly input: Report['provenance']['input'];
}

/** Runs one file on one part and reports what it costs. Rejects with a `PreflashError` that says what is wrong. */
export async function measureFile(request: MeasureRequest): Promise<Report> {
  const device = await openDevice(request.device);
  const bytes = await readInputFile(request.file);
  const name = basename(request.file);
  const prepare = isModel(bytes) || isMeantAsModel(name) ? prepareModel : prepareFirmware;
  const { source, inputs, input } = await prepare(request, device, bytes, name);
  const image = imageOf(source);
  assertImageFits(image, device, name);
  const demangle = await demanglerFor(image);
  const trace = await simulateImage(image, device, {
    inputs,
    region: request.region,
    layersOf: request.layersOf,
    demangle,
    conversation: request.conversation === undefined ? undefined : await readConversation(request.conversation),
    uartInput: request.uartIn === undefined ? undefined : await readInputFile(request.uartIn),
    maxCycles: request.maxCycles ?? defaultMaxCycles,
    onProgress: (cycles) => request.onProgress?.(`simulating ${name}: ${formatCycles(cycles)}`),
    signal: request.signal,
  });
  if (request.uartOut !== undefined) await writeWhole(request.uartOut, trace.consoleBytes);
  const warnings = [...trace.warnings, ...(await hostWarningsOf(source, { request, bytes, name, device, inputs }))];
  return buildReport({ source, modelName: name, device, trace: { ...trace, warnings }, input });
}

/** For a weights.h: whether the part computes what the host does. */
async function hostWarningsOf(
  source: ImageSource,
  run: { request: MeasureRequest; bytes: Uint8Array; name: string; device: Device; inputs: readonly Uint8Array[] },
): Promise<RunTrace['warnings']> {
  if (source.origin !== 'model' || source.model.format !== 'nnom') return [];
  const { request, bytes, name, device, inputs } = run;
  return hostWarnings({
    weights: bytes,
    name,
    model: source.model,
    image: source.built.image,
    device,
    input: inputs[0] ?? new Uint8Array(),
    maxCycles: request.maxCycles ?? defaultMaxCycles,
  });
}

/** Only for which message a file gets that is neither: content decides whenever it can. */
const isMeantAsModel = (name: string): boolean => /\.(tflite|lite|h5|keras|h)$/i.test(name);

async function prepareModel(
  request: MeasureRequest,
  device: Device,
  bytes: Uint8Array,
  name: string,
): Promise<Prepared> {
  const model = await openModel(bytes, name);
  const inputs = await inputsOf(request, model);
  const built = await buildAround(request, device, bytes, name, model);
  return { source: { origin: 'model', built, model }, ...inputs };
}

/** A .tflite becomes data of a prebuilt image where there is one; a weights.h is a source file. */
function buildAround(
  request: MeasureRequest,
  device: Device,
  bytes: Uint8Array,
  name: string,
  model: ModelInfo,
): Promise<BuiltImage> {
  const { kernels = defaultKernels, opt = defaultOpt, accumulator = 'int32', onProgress, signal } = request;
  const options = {
    device,
    opt,
    ...(onProgress && { onProgress: compileProgress(onProgress) }),
    ...(signal && { signal }),
  };
  if (model.format === 'nnom') return buildNnomImage({ ...options, weights: bytes, accumulator });
  return buildImage({ ...options, model, modelBytes: bytes, modelName: name, kernels });
}

const compileProgress =
  (report: (text: string) => void) =>
  (ready: number, total: number): void =>
    report(`compiling the firmware: ${ready} of ${total}`);

async function inputsOf({ input }: MeasureRequest, model: ModelInfo): Promise<Pick<Prepared, 'inputs' | 'input'>> {
  if (input === undefined) return { inputs: randomInputs(model), input: { source: 'random', seed: defaultSeed } };
  return { inputs: await readInputs(await readInputFile(input), basename(input), model), input: { source: 'file' } };
}

async function prepareFirmware(
  request: MeasureRequest,
  _device: Device,
  bytes: Uint8Array,
  name: string,
): Promise<Prepared> {
  if (request.input !== undefined) throw inputForFirmware(name);
  return { source: { origin: 'user', image: await openImage(bytes, name) }, inputs: [], input: { source: 'none' } };
}

function inputForFirmware(name: string): InputError {
  return new InputError({
    where: '--input',
    what: `${name} is firmware, and where it takes its input from is not known`,
    advice: 'Leave --input out, or give the .tflite model instead of the firmware.',
  });
}
