import type { Runtime } from '../build/types.ts';
import { wasmBuildFor } from '../build/wasm/builds.ts';
import { imageOf } from '../cost/footprint.ts';
import type { MeasuredModel, ModelSample } from '../estimate/calibration/sample.ts';
import { storedModel } from '../estimate/construction.ts';
import { flashCacheOf } from '../estimate/flash-cache.ts';
import { ProfileError } from '../estimate/profile.ts';
import { workOfLayers } from '../estimate/work-of-layers.ts';
import { linkedSymbols } from '../image/linked-symbols.ts';
import { randomInputs } from '../model/inputs/random.ts';
import { isNnom } from '../model/nnom/nnom.ts';
import { openModel } from '../model/open.ts';
import type { ModelInfo } from '../model/types.ts';
import type { Answered } from '../simulate/types.ts';
import type { CalibrationFile } from './calibration-file.ts';
import { type AnsweredBytes, type Comparison, compareAnswers } from './compare-answers.ts';
import { defaultKernels } from './defaults.ts';
import type { Facilities } from './facilities.ts';
import { type MeasureOptions, measure } from './measure.ts';

/** A measurement of a calibration, and what it was made on: plain data, as JSON. */
export interface Measurement extends MeasuredModel {
  readonly runtime: Runtime;
  /** Of preflash's own firmware; empty for that of others. */
  readonly compiler: string;
  readonly clockHz: number;
  /** How the flash was set up, for people. */
  readonly flash: string;
  /** Of firmware of others, where that can be told. */
  readonly answered?: AnsweredBytes | undefined;
}

/** One row of a calibration. */
export type CalibrationSample = Measurement & ModelSample & Partial<Comparison>;

export interface SampleOptions extends Omit<MeasureOptions, 'input' | 'file'> {
  readonly file: CalibrationFile;
}

/**
 * What a model costs on a part, in the simulator: in preflash's own firmware, or in firmware of others whose network is
 * known and whose layers can be told apart.
 * @throws as `measure`
 */
export async function measureSample(options: SampleOptions, facilities: Facilities): Promise<Measurement> {
  const { report, trace, source } = await measure(options, facilities);
  const built = source.origin === 'model' ? source.built : undefined;
  return {
    name: options.file.name,
    layers: trace.layers.map(({ cycles, byCause }) => ({ cycles, byCause })),
    totalCycles: report.cycles.total,
    flashBytes: report.flash.totalBytes,
    staticRamBytes: report.ram.staticBytes,
    arenaBytes: report.ram.arenaBytes,
    stackPeakBytes: report.ram.stackPeakBytes,
    heapPeakBytes: report.ram.heapPeakBytes,
    symbols: linkedSymbols(imageOf(source)),
    runtime: built?.kernels ?? runtimeOf(options),
    compiler: built?.compiler ?? '',
    clockHz: report.clockHz,
    flash: trace.flashSettings === undefined ? options.device.flash.kind : JSON.stringify(trace.flashSettings),
    ...(built === undefined && trace.answered && { answered: plain(trace.answered) }),
  };
}

const runtimeOf = ({ file, kernels = defaultKernels }: SampleOptions): Runtime =>
  isNnom(file.model.bytes) ? 'nnom' : kernels;

const plain = ({ inputs, outputs }: Answered): AnsweredBytes => ({
  inputs: inputs.map((bytes) => [...bytes]),
  outputs: outputs.map((bytes) => [...bytes]),
});

/**
 * A measurement beside what the layers execute, in the counted build: on the input that the firmware had, where that is
 * known, else on the random one.
 * @throws ProfileError when the layers of the model are not those that ran; what `openModel` throws
 */
export async function countSample(
  measured: Measurement,
  { file, device }: Pick<SampleOptions, 'file' | 'device'>,
  { countingFirmware }: Pick<Facilities, 'countingFirmware'>,
): Promise<CalibrationSample> {
  const { bytes: modelBytes, name } = file.model;
  const model = await openModel(modelBytes, name);
  if (measured.layers.length !== model.layers.length) throw otherLayers(file.name, measured, model.layers.length);
  const firmware = await countingFirmware(wasmBuildFor(measured.runtime, device.core));
  const { constantBytes, construction } = storedModel(model, modelBytes);
  const countable = { model, modelBytes, name };
  const { inputs, answered } = inputsOf(measured, model);
  const counted = workOfLayers(firmware, countable, inputs, flashCacheOf(device));
  return {
    ...measured,
    sha256: model.sha256,
    fileBytes: constantBytes,
    construction,
    layers: counted.layers.map((work, index) => ({ ...measured.layers[index]!, ...work })),
    countedArenaBytes: counted.arenaBytes,
    ...(isOwn(measured) ? {} : compareAnswers(answered, counted.outputs)),
  };
}

/** Held to the counted build to the bit by the tests. */
const isOwn = ({ compiler }: Measurement): boolean => compiler !== '';

/** Buffers of another size than the model's tensors are not those of its inference. */
function inputsOf({ answered }: Measurement, model: ModelInfo): { inputs: Uint8Array[]; answered?: AnsweredBytes } {
  const random = randomInputs(model);
  const isOfModel = answered?.inputs.every((bytes, index) => bytes.length === random[index]?.length) ?? false;
  if (answered === undefined || !isOfModel) return { inputs: random };
  return { inputs: answered.inputs.map((bytes) => Uint8Array.from(bytes)), answered };
}

function otherLayers(where: string, { layers }: Measurement, inModel: number): ProfileError {
  return new ProfileError({
    where,
    what: `${layers.length} layers ran and the model in it has ${inModel}`,
    advice:
      'Calibrate with firmware that runs every layer of its model once, and has its symbols; in NNoM layer_run() must not ' +
      'be inlined.',
  });
}
