import type { Inference } from '../estimate/inference.ts';
import { type NnomModel, parseNnom } from '../model/nnom/nnom.ts';
import { answerLayer, nnomLayerOf, realValues } from './answers.ts';
import { type Formats, type GroupedPlan, outputBits } from './formats.ts';
import { quantize } from './q-format.ts';
import { type HeaderOrigin, weightsHeader } from './weights-header.ts';

/** Places a weights.h in the NNoM-API runtime, compiled for the host. */
export type OpenNnom = (model: NnomModel) => Inference;

/** A network in some formats, as the part will compute it. */
export interface QuantizedNetwork {
  readonly header: string;
  readonly model: NnomModel;
  /** The answer to one input, as real numbers. */
  readonly answer: (input: Float32Array) => Float32Array;
  /** Runs one input and shows the output of every layer in running order. */
  readonly outputs: (input: Float32Array, onLayer: (index: number, output: Int8Array) => void) => void;
}

/** Writes the weights.h of a plan in some formats, and opens it. @throws ConvertError as `weightsHeader` */
export function quantizedNetwork(
  plan: GroupedPlan,
  formats: Formats,
  origin: HeaderOrigin,
  openNnom: OpenNnom,
): QuantizedNetwork {
  const header = weightsHeader(plan, formats, origin);
  const model = parseNnom(new TextEncoder().encode(header), 'weights.h');
  const inference = openNnom(model);
  const layer = answerLayer(plan);
  const { index } = nnomLayerOf(plan, model.layers, layer);
  const inputBits = outputBits(plan, formats, 0);
  const run = (input: Float32Array, onLayer: (index: number, output: Uint8Array) => void) => {
    const bytes = new Uint8Array(quantize(input, inputBits).buffer);
    inference.run([bytes], (done) => onLayer(done.index, done.output));
  };
  return {
    header,
    model,
    answer: (input) => {
      let answer: Float32Array = new Float32Array();
      run(input, (at, output) => {
        if (at === index) answer = realValues(output, plan, formats, layer);
      });
      return answer;
    },
    outputs: (input, onLayer) =>
      run(input, (at, output) => onLayer(at, new Int8Array(output.buffer, output.byteOffset, output.length))),
  };
}
