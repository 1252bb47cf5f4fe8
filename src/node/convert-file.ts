import { basename } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { convert, type RangeRule } from '../convert/convert.ts';
import { ConvertError } from '../convert/errors.ts';
import type { Conversion } from '../convert/types.ts';
import { countingFirmware } from '../estimate/inference.ts';
import { NnomInference } from '../estimate/nnom-inference.ts';
import { TfliteInference } from '../estimate/tflite-inference.ts';
import { openModel } from '../model/open.ts';
import { readInputFile } from './files.ts';
import { openDataSet } from './open-data-set.ts';
import { loadWasmFirmware } from './wasm-firmware.ts';

export interface ConvertRequest {
  /** Path of a float .tflite. */
  readonly file: string;
  /** Path of the data that formats are chosen from. */
  readonly calibration: string;
  /** How many inputs of it are used. */
  readonly inputs: number;
  readonly rule: RangeRule;
  readonly onProgress?: (text: string) => void;
}

export const defaultCalibrationInputs = 256;

/** Converts a float .tflite for NNoM. Rejects with a PreflashError that says what is wrong with which file. */
export async function convertFile(request: ConvertRequest): Promise<Conversion> {
  const { file, inputs, rule, onProgress = () => {} } = request;
  const name = basename(file);
  const bytes = await readInputFile(file);
  const model = await openModel(bytes, name);
  if (model.format === 'nnom') {
    throw new ConvertError({ where: name, what: 'this is a weights.h already', advice: 'Give the float .tflite.' });
  }
  const calibration = await openDataSet(request.calibration, 'train');
  const floatFirmware = await countingFirmware(await loadWasmFirmware('reference'));
  const nnomFirmware = await countingFirmware(await loadWasmFirmware('nnom'));
  return convert({
    name,
    bytes,
    model,
    floatNetwork: new TfliteInference(floatFirmware, model, bytes),
    openNnom: ({ source }) => new NnomInference(nnomFirmware, source),
    calibration,
    inputs,
    rule,
    tool: `preflash ${packageJson.version}`,
    onProgress,
  });
}
