import type { Accumulator } from '../build/avr.ts';
import type { KernelSet, OptimizationLevel } from '../build/types.ts';
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
import type { Conversation } from '../simulate/conversation/conversation.ts';
import { simulators } from '../simulate/machines.ts';
import type { RunTrace } from '../simulate/types.ts';
import { formatCycles } from '../units/cycles.ts';
import { defaultKernels, defaultMaxCycles, defaultOpt } from './defaults.ts';
import type { Facilities } from './facilities.ts';
import { hostWarnings } from './host-warnings.ts';
import { narrowerError } from './narrower-error.ts';
import { runImage } from './run-image.ts';

/** A file that is at hand; the name is for messages and for which message a file gets that is neither. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface MeasureOptions {
  /** A model or firmware; told apart by content. */
  readonly file: NamedFile;
  readonly device: Device;
  readonly kernels?: KernelSet | undefined;
  readonly opt?: OptimizationLevel | undefined;
  /** Of the NNoM-API runtime: what NNoM's sums are kept in; `int32` unless given. */
  readonly accumulator?: Accumulator | undefined;
  /** The model's input; a seeded random one unless given. */
  readonly input?: NamedFile | undefined;
  /**
   * Function to measure in the user's own firmware, `NAME` or `NAME#2`; the inference where it is known, else the whole
   * run.
   */
  readonly region?: string | undefined;
  /** Function whose direct callees are the layers. */
  readonly layersOf?: string | undefined;
  /** The only UART that is connected; all of them unless given. */
  readonly uart?: string | undefined;
  /** What the firmware receives by UART. */
  readonly uartInput?: Uint8Array | undefined;
  /** To be held with the firmware. */
  readonly conversation?: Conversation | undefined;
  /** Follow every call of the measured region: several times slower. */
  readonly profile?: boolean | undefined;
  readonly maxCycles?: number | undefined;
  /** Told what is being done, as often as there is news. */
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A report, and what it was made from. */
export interface Measured {
  readonly report: Report;
  readonly source: ImageSource;
  readonly trace: RunTrace;
}

/** What is run, with its inputs. */
export interface Prepared {
  readonly source: ImageSource;
  readonly inputs: readonly Uint8Array[];
  readonly input: Report['provenance']['input'];
}

/** Runs one file on one part and reports what it costs. Rejects with a `PreflashError` that says what is wrong. */
export async function measure(options: MeasureOptions, facilities: Facilities): Promise<Measured> {
  const { file, device, region, layersOf, uartInput, conversation, maxCycles = defaultMaxCycles, signal } = options;
  // Loaded while the image is made: in a page that is a request and a compilation.
  const [module, { source, inputs, input }] = await Promise.all([
    facilities.simulator(simulators[device.core].module),
    prepare(options, facilities),
  ]);
  const image = imageOf(source);
  const run = runImage(module, image, device, {
    inputs,
    region,
    layersOf,
    demangle: await facilities.demanglerFor(image),
    conversation,
    uart: options.uart,
    uartInput,
    profile: options.profile,
    maxCycles,
    onProgress: (cycles) => options.onProgress?.(`simulating ${file.name}: ${formatCycles(cycles)}`),
    signal,
  });
  const trace = await (source.origin === 'model' ? explained(run, source.model) : run);
  const warnings = [...trace.warnings, ...(await hostWarningsOf(source, inputs, trace, options, facilities))];
  const report = buildReport({ source, modelName: file.name, device, trace: { ...trace, warnings }, input });
  return { report, source, trace };
}

/** For a weights.h: whether the part computes what the host does. */
async function hostWarningsOf(
  source: ImageSource,
  [input = new Uint8Array()]: readonly Uint8Array[],
  { layerOutputs }: RunTrace,
  { file }: MeasureOptions,
  facilities: Facilities,
): Promise<RunTrace['warnings']> {
  if (source.origin !== 'model' || layerOutputs === undefined) return [];
  return hostWarnings({ weights: file.bytes, model: source.model, input, layerOutputs }, facilities);
}

/** Makes of a file what can be run on the part. Rejects with a `PreflashError` when it does not fit. */
export async function prepare(options: MeasureOptions, facilities: Facilities): Promise<Prepared> {
  const { file, device } = options;
  const make = isModel(file.bytes) || isMeantAsModel(file.name) ? prepareModel : prepareFirmware;
  const prepared = await make(options, facilities);
  assertImageFits(imageOf(prepared.source), device, file.name);
  return prepared;
}

/** Only for which message a file gets that is neither: content decides whenever it can. */
const isMeantAsModel = (name: string): boolean => /\.(tflite|lite|h5|keras|h)$/i.test(name);

async function prepareModel(options: MeasureOptions, { build }: Facilities): Promise<Prepared> {
  const { file, device, input, onProgress, signal } = options;
  const { kernels = defaultKernels, opt = defaultOpt, accumulator = 'int32' } = options;
  const model = await openModel(file.bytes, file.name);
  const inputs = input === undefined ? randomInputs(model) : await readInputs(input.bytes, input.name, model);
  const target = { model, modelBytes: file.bytes, modelName: file.name, device, kernels, opt, accumulator };
  const built = await explained(
    build({ ...target, onProgress: onProgress && compileProgress(onProgress), signal }),
    model,
  );
  return {
    source: { origin: 'model', built, model },
    inputs,
    input: input === undefined ? { source: 'random', seed: defaultSeed } : { source: 'file' },
  };
}

/** A model that does not fit is refused with what would. */
function explained<Result>(work: Promise<Result>, model: ModelInfo): Promise<Result> {
  return work.catch((error: unknown) => {
    throw narrowerError(error, model);
  });
}

const compileProgress =
  (report: (text: string) => void) =>
  (ready: number, total: number): void =>
    report(`compiling the firmware: ${ready} of ${total}`);

async function prepareFirmware({ file, input }: MeasureOptions): Promise<Prepared> {
  if (input !== undefined) throw inputForFirmware(file.name);
  const image = await openImage(file.bytes, file.name);
  return { source: { origin: 'user', image }, inputs: [], input: { source: 'none' } };
}

function inputForFirmware(name: string): InputError {
  return new InputError({
    where: '--input',
    what: `${name} is firmware, and where it takes its input from is not known`,
    advice: 'Leave --input out, or give the .tflite model instead of the firmware.',
  });
}
