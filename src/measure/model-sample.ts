import type { Runtime } from '../build/types.ts';
import { wasmBuildFor } from '../build/wasm/builds.ts';
import type { LayerSample, ModelSample } from '../estimate/calibration/sample.ts';
import { classCounts } from '../estimate/class-counts.ts';
import { kernelVariant } from '../estimate/kernel-variant.ts';
import { LiveMacs } from '../estimate/live-macs.ts';
import { openInference } from '../estimate/open-inference.ts';
import { ProfileError } from '../estimate/profile.ts';
import { storedBytes } from '../estimate/stored-bytes.ts';
import type { FirmwareImage } from '../image/types.ts';
import { randomInputs } from '../model/inputs/random.ts';
import { openModel } from '../model/open.ts';
import { layerRegistrations } from '../model/registrations.ts';
import type { ModelInfo } from '../model/types.ts';
import type { CallTrace } from '../simulate/types.ts';
import type { Facilities } from './facilities.ts';
import { type Measured, type MeasureOptions, measure } from './measure.ts';

/** One row of a calibration, and what it was measured on. */
export interface CalibrationSample extends ModelSample {
  readonly runtime: Runtime | undefined;
  readonly compiler: string;
  readonly clockHz: number;
  /** How the flash was set up, for people. */
  readonly flash: string;
}

export type SampleOptions = Omit<MeasureOptions, 'input'>;

/**
 * What a model costs on a part, in the simulator, beside what its layers execute, in the counted build.
 * @throws as `measure`
 */
export async function modelSample(options: SampleOptions, facilities: Facilities): Promise<CalibrationSample> {
  const measured = await measure(options, facilities);
  const { source } = measured;
  if (source.origin !== 'model') throw new RangeError(`${options.file.name} is not a model`);
  const { model, built } = source;
  const counted = { model, bytes: options.file.bytes, runtime: built.kernels };
  return { ...(await sampleOf(measured, counted, options, facilities)), compiler: built.compiler };
}

/**
 * The same for firmware of others that has a .tflite in it and whose layers can be told apart.
 * @throws as `measure`; ProfileError when there is no such model, or its layers are not those that ran
 */
export async function firmwareSample(options: SampleOptions, facilities: Facilities): Promise<CalibrationSample> {
  const measured = await measure(options, facilities);
  if (measured.source.origin !== 'user') throw new RangeError(`${options.file.name} is a model`);
  const bytes = modelInside(measured.source.image, options.file.name);
  const model = await openModel(bytes, options.file.name);
  const { layers } = measured.trace;
  if (layers.length !== model.layers.length) {
    throw new ProfileError({
      where: options.file.name,
      what: `${layers.length} layers ran and the model in it has ${model.layers.length}`,
      advice: 'Calibrate with firmware that runs every operator of its model once.',
    });
  }
  const runtime = options.kernels ?? 'cmsis-nn';
  return sampleOf(measured, { model, bytes, runtime }, options, facilities);
}

/** What is counted for a sample. */
interface Counted {
  readonly model: ModelInfo;
  readonly bytes: Uint8Array;
  readonly runtime: Runtime;
}

async function sampleOf(
  { report, trace }: Measured,
  { model, bytes, runtime }: Counted,
  { file, device }: SampleOptions,
  facilities: Facilities,
): Promise<CalibrationSample> {
  const firmware = await facilities.countingFirmware(wasmBuildFor(runtime, device.core));
  const inference = openInference(firmware, model, bytes, file.name);
  const registrations = layerRegistrations(model, file.name);
  const layers: LayerSample[] = [];
  const inputs = randomInputs(model);
  const liveMacs = new LiveMacs(model, inputs);
  inference.run(inputs, ({ index, counts, output }) => {
    const live = liveMacs.of(index);
    liveMacs.ran(index, output);
    layers.push({
      op: registrations[index]!,
      variant: kernelVariant(model, model.layers[index]!),
      macs: model.layers[index]!.macs,
      liveMacs: live,
      counts: [...classCounts(counts, firmware.counted.rows)],
      ...costOf(trace.layers[index]!),
    });
  });
  return {
    name: file.name,
    sha256: model.sha256,
    fileBytes: storedBytes(model, bytes),
    layers,
    totalCycles: report.cycles.total,
    flashBytes: report.flash.totalBytes,
    staticRamBytes: report.ram.staticBytes,
    arenaBytes: report.ram.arenaBytes,
    stackPeakBytes: report.ram.stackPeakBytes,
    heapPeakBytes: report.ram.heapPeakBytes,
    runtime,
    compiler: '',
    clockHz: report.clockHz,
    flash: trace.flashSettings === undefined ? device.flash.kind : JSON.stringify(trace.flashSettings),
  };
}

const costOf = ({ cycles, byCause }: CallTrace): Pick<LayerSample, 'cycles' | 'byCause'> => ({ cycles, byCause });

const fileIdentifier = [...'TFL3'].map((letter) => letter.charCodeAt(0));
const identifierOffset = 4;

/** The .tflite that an image carries: it is known by its file identifier, and as long as its symbol says. */
function modelInside({ segments, symbols }: FirmwareImage, name: string): Uint8Array {
  for (const { bytes, virtualAddress } of segments) {
    for (let at = 0; at + 2 * identifierOffset <= bytes.length; at += 4) {
      if (!fileIdentifier.every((byte, index) => bytes[at + identifierOffset + index] === byte)) continue;
      const symbol = symbols.find(({ address, sizeBytes }) => address === virtualAddress + at && sizeBytes > 0);
      return bytes.subarray(at, symbol === undefined ? bytes.length : at + symbol.sizeBytes);
    }
  }
  throw new ProfileError({
    where: name,
    what: 'there is no .tflite in this firmware',
    advice: 'Calibrate with models, or with firmware that has a .tflite linked in.',
  });
}
