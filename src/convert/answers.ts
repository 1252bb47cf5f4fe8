import type { NnomLayer } from '../model/nnom/network.ts';
import { type FloatRun, valuesOf } from './calibration.ts';
import { type Formats, type GroupedPlan, outputBits } from './formats.ts';
import { isInPlace, type PlanLayer } from './plan.ts';

/**
 * The layer whose values are the answer: what goes into a final softmax, for NNoM's softmax counts in powers of two and
 * float networks in powers of e, or else the last one.
 */
export function answerLayer({ layers }: GroupedPlan): PlanLayer {
  const last = layers[layers.at(-1)!.inputs[0] as number] as PlanLayer;
  return last.kind.type === 'softmax' ? (layers[last.inputs[0] as number] as PlanLayer) : last;
}

/** The layer of NNoM's running order that holds a planned layer's values. */
export function nnomLayerOf({ layers }: GroupedPlan, network: readonly NnomLayer[], layer: PlanLayer): NnomLayer {
  let producer = layer;
  while (isInPlace(producer)) producer = layers[producer.inputs[0] as number] as PlanLayer;
  return network.find(({ target }) => target === producer.index) as NnomLayer;
}

/** What the float network answers. */
export function floatAnswer(plan: GroupedPlan, run: FloatRun): Float32Array {
  return valuesOf(run, answerLayer(plan)) ?? new Float32Array();
}

/** Bytes of q7 as the numbers they stand for. */
export function realValues(bytes: Uint8Array, plan: GroupedPlan, formats: Formats, layer: PlanLayer): Float32Array {
  const step = 2 ** -outputBits(plan, formats, layer.index);
  return Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), (value) => value * step);
}
