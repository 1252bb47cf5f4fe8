import {
  encodeInput,
  type Facilities,
  InputError,
  type ModelInfo,
  measure,
  openInference,
  openModel,
  tensorValues,
  valuesIn,
} from '../../../src/index.ts';
import { side } from '../drawing/pixels.ts';
import { answerOf } from './answer.ts';
import { optionsOf } from './options.ts';
import type { Answer, Classification, MeasureJob } from './protocol.ts';

/** Runs a picture through the firmware on the part, and through the reference kernels. */
export async function classify(job: MeasureJob, pixels: Float32Array, facilities: Facilities): Promise<Classification> {
  const { file } = job;
  const model = await openModel(file.bytes, file.name);
  const input = model.tensors[model.inputs[0]!]!;
  if (valuesIn(input.shape) !== pixels.length) throw notForDrawings(file.name, input.shape);
  const bytes = encodeInput(pixels, input);
  const { report } = await measure({ ...optionsOf(job), input: { name: 'the drawing', bytes } }, facilities);
  return {
    input: bytes,
    firmware: answerOf(report.output.tensors[0]?.values ?? []),
    cycles: report.cycles.total,
    latencyMs: report.latencyMs,
    reference: await referenceAnswer(model, file, bytes, facilities),
  };
}

/** The same C, compiled for this computer: for a .tflite the kernels that are held to TensorFlow Lite Micro's answers. */
async function referenceAnswer(
  model: ModelInfo,
  file: MeasureJob['file'],
  bytes: Uint8Array,
  { hostFirmware }: Facilities,
): Promise<Answer | undefined> {
  const firmware = await hostFirmware(model.format === 'nnom' ? 'nnom' : 'reference');
  const [output] = openInference(firmware, model, file.bytes).run([bytes]);
  const tensor = model.tensors[model.outputs[0]!]!;
  return output === undefined ? undefined : answerOf(tensorValues(output, tensor.type));
}

function notForDrawings(where: string, shape: readonly number[]): InputError {
  return new InputError({
    where,
    what: `This network does not read drawings of ${side} by ${side}: its input is ${shape.join('x')}`,
    advice: 'Give it an input of its own under Run options.',
  });
}
