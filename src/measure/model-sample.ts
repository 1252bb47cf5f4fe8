import type { Runtime } from '../build/types.ts';
import { wasmBuildFor } from '../build/wasm/builds.ts';
import { imageOf } from '../cost/footprint.ts';
import type { MeasuredModel, ModelSample } from '../estimate/calibration/sample.ts';
import { storedModel } from '../estimate/construction.ts';
import { flashCacheOf } from '../estimate/flash-cache.ts';
import { ProfileError } from '../estimate/profile.ts';
import { workOfLayers } from '../estimate/work-of-layers.ts';
import { linkedSymbols } from '../image/linked-symbols.ts';
import { openImage } from '../image/open.ts';
import type { FirmwareImage } from '../image/types.ts';
import { randomInputs } from '../model/inputs/random.ts';
import { isModel, openModel } from '../model/open.ts';
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
}

/** One row of a calibration. */
export type CalibrationSample = Measurement & ModelSample;

export type SampleOptions = Omit<MeasureOptions, 'input'>;

/**
 * What a model costs on a part, in the simulator: in preflash's own firmware, or in firmware of others that has a .tflite
 * in it and whose layers can be told apart.
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
    runtime: built?.kernels ?? options.kernels ?? 'cmsis-nn',
    compiler: built?.compiler ?? '',
    clockHz: report.clockHz,
    flash: trace.flashSettings === undefined ? options.device.flash.kind : JSON.stringify(trace.flashSettings),
  };
}

/**
 * A measurement beside what the layers execute, in the counted build.
 * @throws ProfileError when there is no model in the firmware, or its layers are not those that ran; as `openModel`
 */
export async function countSample(
  measured: Measurement,
  { file, device }: Pick<SampleOptions, 'file' | 'device'>,
  { countingFirmware }: Pick<Facilities, 'countingFirmware'>,
): Promise<CalibrationSample> {
  const modelBytes = isModel(file.bytes) ? file.bytes : modelInside(await openImage(file.bytes, file.name), file.name);
  const model = await openModel(modelBytes, file.name);
  if (measured.layers.length !== model.layers.length) throw otherLayers(file.name, measured, model.layers.length);
  const firmware = await countingFirmware(wasmBuildFor(measured.runtime, device.core));
  const { constantBytes, construction } = storedModel(model, modelBytes, file.name);
  const countable = { model, modelBytes, name: file.name };
  const counted = workOfLayers(firmware, countable, randomInputs(model), flashCacheOf(device));
  return {
    ...measured,
    sha256: model.sha256,
    fileBytes: constantBytes,
    construction,
    layers: counted.layers.map((work, index) => ({ ...measured.layers[index]!, ...work })),
    countedArenaBytes: counted.arenaBytes,
  };
}

function otherLayers(where: string, { layers }: Measurement, inModel: number): ProfileError {
  return new ProfileError({
    where,
    what: `${layers.length} layers ran and the model in it has ${inModel}`,
    advice: 'Calibrate with firmware that runs every operator of its model once.',
  });
}

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
