import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KernelSet, OptimizationLevel } from '../../src/build/types.ts';
import { findDevice } from '../../src/devices/index.ts';
import { openModel } from '../../src/model/open.ts';
import { buildImage } from '../../src/node/build-image.ts';
import { simulateImage } from '../../src/node/simulate-image.ts';
import { firstDifference, type Golden, goldens } from './goldens.ts';
import { repository } from './host.ts';
import { goldenInputs } from './inputs.ts';

/** Each core runs the machine code its flags make: with the DSP extension, with Thumb-2 alone, with ARMv6-M. */
const builds: readonly {
  readonly part: string;
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
  /** The small parts run the single operators, which are every kernel there is. */
  readonly networks: boolean;
}[] = [
  { part: 'stm32l475vg', kernels: 'reference', opt: 'Os', networks: true },
  { part: 'stm32l475vg', kernels: 'cmsis-nn', opt: 'O3', networks: true },
  { part: 'stm32f103c8', kernels: 'cmsis-nn', opt: 'O3', networks: false },
  { part: 'stm32g0b1re', kernels: 'cmsis-nn', opt: 'Os', networks: false },
];

/** The golden for its first inference alone: what one simulated run answers. */
function firstInference(golden: Golden): Golden {
  const outputs = Buffer.from(golden.outputs, 'base64');
  const bytes = outputs.length / golden.inferences;
  return { ...golden, inferences: 1, outputs: outputs.subarray(0, bytes).toString('base64') };
}

describe.each(builds)('$kernels kernels at -$opt, as machine code of the $part', ({ part, kernels, opt, networks }) => {
  const device = findDevice(part);
  const isSingleOperator = ({ model }: Golden): boolean => model.startsWith('sim-tests/kernels/models/');
  const runnable = goldens
    .filter((golden) => golden.kernels.includes(kernels) && (networks || isSingleOperator(golden)))
    .map(firstInference);

  it.each(runnable)('answer $model as TensorFlow Lite Micro does', async (golden) => {
    const modelBytes = readFileSync(join(repository, golden.model));
    const model = await openModel(modelBytes, golden.model);
    const built = await buildImage({ model, modelBytes, modelName: golden.model, device, kernels, opt });
    const inputs = goldenInputs(golden.inputs, 0);
    const { outputs } = await simulateImage(built.image, device, { inputs, maxCycles: 5_000_000_000 });
    expect(firstDifference(golden, Buffer.concat(outputs))).toBeUndefined();
  });
});
