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

const device = findDevice('stm32l475vg');
const builds: readonly { readonly kernels: KernelSet; readonly opt: OptimizationLevel }[] = [
  { kernels: 'reference', opt: 'Os' },
  { kernels: 'cmsis-nn', opt: 'O3' },
];

/** The golden for its first inference alone: what one simulated run answers. */
function firstInference(golden: Golden): Golden {
  const outputs = Buffer.from(golden.outputs, 'base64');
  const bytes = outputs.length / golden.inferences;
  return { ...golden, inferences: 1, outputs: outputs.subarray(0, bytes).toString('base64') };
}

describe.each(builds)('$kernels kernels at -$opt, as Cortex-M4F machine code', ({ kernels, opt }) => {
  const runnable = goldens.filter((golden) => golden.kernels.includes(kernels)).map(firstInference);

  it.each(runnable)('answer $model as TensorFlow Lite Micro does', async (golden) => {
    const modelBytes = readFileSync(join(repository, golden.model));
    const model = await openModel(modelBytes, golden.model);
    const built = await buildImage({ model, modelBytes, modelName: golden.model, device, kernels, opt });
    const inputs = goldenInputs(golden.inputs, 0);
    const { outputs } = await simulateImage(built.image, device, { inputs, maxCycles: 5_000_000_000 });
    expect(firstDifference(golden, Buffer.concat(outputs))).toBeUndefined();
  });
});
