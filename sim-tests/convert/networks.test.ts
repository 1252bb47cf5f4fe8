import { expect, test } from 'vitest';
import { largestAt } from '../../src/convert/divergence.ts';
import { quantize } from '../../src/convert/q-format.ts';
import { encodeInput } from '../../src/data/encode.ts';
import { parseNnom } from '../../src/model/nnom/nnom.ts';
import { openDataSet } from '../../src/node/open-data-set.ts';
import { convertModel, openFloat, openNnom } from './support/convert-model.ts';

const digits = '../shared/data';

/** Shares of right answers on the test half, which calibration has not seen: of the float and the converted network. */
async function accuracies(path: string, calibrationInputs: number, testInputs: number) {
  const { tensor, network } = await openFloat(path);
  const conversion = await convertModel(path, await openDataSet(digits, 'train'), 'search', calibrationInputs);
  const converted = openNnom(parseNnom(new TextEncoder().encode(conversion.header), 'weights.h'));
  const data = await openDataSet(digits, 'test');
  const right = { float: 0, converted: 0 };
  for (let index = 0; index < testInputs; index++) {
    const input = data.values(index);
    const label = data.labels![index]!;
    const float = new Float32Array(network.run([encodeInput(input, tensor)])[0]!.slice().buffer);
    const [output] = converted.run([new Uint8Array(quantize(input, conversion.inputBits).buffer)]);
    right.float += Number(largestAt(float) === label);
    right.converted += Number(largestAt(new Int8Array(output!.slice().buffer)) === label);
  }
  return { float: right.float / testInputs, converted: right.converted / testInputs, conversion };
}

test('mnist-cnn keeps its accuracy on 2,000 test digits within half a point', async () => {
  const { float, converted } = await accuracies('models/mnist-cnn/float32.tflite', 48, 2000);
  expect(float).toBe(0.959); // models/mnist-cnn/model.json: LiteRT's reference kernels
  expect(converted).toBeGreaterThan(float - 0.005);
});

test('ds-cnn-small keeps its answers, nearer to the float network than where nothing may saturate', async () => {
  const { float, converted, conversion } = await accuracies('models/ds-cnn-small/float32.tflite', 32, 200);
  expect(converted).toBeGreaterThan(float - 0.02); // one standard error of 200 answers is more than a point
  expect(conversion.agreement.distance).toBeLessThan(conversion.wholeRangeAgreement.distance);
});
