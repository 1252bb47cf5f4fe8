import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { convert, type RangeRule } from '../../../src/convert/convert.ts';
import type { DataSet } from '../../../src/data/types.ts';
import { countingFirmware, type Inference } from '../../../src/estimate/inference.ts';
import { NnomInference } from '../../../src/estimate/nnom-inference.ts';
import { TfliteInference } from '../../../src/estimate/tflite-inference.ts';
import { openModel } from '../../../src/model/open.ts';
import type { TensorInfo } from '../../../src/model/types.ts';
import { loadWasmFirmware } from '../../../src/node/wasm-firmware.ts';

export const root = join(import.meta.dirname, '../../..');

const floatFirmware = await countingFirmware(await loadWasmFirmware('reference'));
const nnomFirmware = await countingFirmware(await loadWasmFirmware('nnom'));

/** A model of the repository, open in the float runtime, which answers as TensorFlow Lite Micro does (kernels suite). */
export async function openFloat(path: string) {
  const bytes = new Uint8Array(readFileSync(join(root, path)));
  const model = await openModel(bytes, basename(path));
  return {
    bytes,
    model,
    tensor: model.tensors[model.inputs[0]!]!,
    network: new TfliteInference(floatFirmware, model, bytes),
  };
}

/** A converted network in the NNoM-API runtime, which answers as NNoM does (nnom suite). */
export const openNnom = ({ source }: { source: ConstructorParameters<typeof NnomInference>[1] }): Inference =>
  new NnomInference(nnomFirmware, source);

export async function convertModel(path: string, calibration: DataSet, rule: RangeRule, inputs = calibration.count) {
  const { bytes, model, network } = await openFloat(path);
  return convert({
    name: basename(path),
    bytes,
    model,
    floatNetwork: network,
    openNnom,
    calibration,
    inputs,
    rule,
    tool: 'test',
    onProgress: () => {},
  });
}

/** Inputs of -2..2 for a tensor, the same on every run. */
export function randomData({ shape }: Pick<TensorInfo, 'shape'>, count = 16): DataSet {
  let state = 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) / 2 ** 22 - 2;
  };
  const length = shape.reduce((product, size) => product * size, 1);
  const inputs = Array.from({ length: count }, () => Float32Array.from({ length }, next));
  return { name: 'random', count, shape, values: (index) => inputs[index]!, labels: undefined };
}
