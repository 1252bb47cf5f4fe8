import { tensorBytes } from '../model/tensor-values.ts';
import type { ModelInfo } from '../model/types.ts';
import type { Agreement, Tally } from './tally.ts';

/** Where one layer's outputs ended at the ends of their integer type. */
export interface LayerSaturation {
  readonly index: number;
  readonly name: string;
  readonly op: string;
  /** Outputs of all inferences together. */
  readonly values: number;
  /** At the lower end, where that is not the layer's zero. */
  readonly low: number;
  readonly high: number;
}

/** How a model answers a data set: what the firmware computes, to the bit. */
export interface Accuracy {
  readonly inputs: number;
  /** Undefined without labels. */
  readonly correct: number | undefined;
  /** `correct / inputs`, 0..1; undefined without labels. */
  readonly accuracy: number | undefined;
  /** How often class `[shown]` was answered as `[answered]`; undefined without labels. */
  readonly confusion: readonly (readonly number[])[] | undefined;
  readonly layers: readonly LayerSaturation[];
  /** Over all inputs; undefined when no profile prices them. */
  readonly cycles: { readonly min: number; readonly median: number; readonly max: number } | undefined;
  /** With TensorFlow Lite's own interpreter; undefined where there is nothing to compare with. */
  readonly agreement: (Agreement & { readonly source: string }) | undefined;
}

/** What a tally over a whole data set says. */
export function accuracyOf(model: ModelInfo, tally: Tally, referenceSource = ''): Accuracy {
  const { inputs, answers, saturated, cycles, agreement } = tally;
  const hasLabels = answers.length > 0;
  const correct = answers.reduce((sum, [shown, answered, times]) => sum + (shown === answered ? times : 0), 0);
  return {
    inputs,
    correct: hasLabels ? correct : undefined,
    accuracy: hasLabels ? correct / inputs : undefined,
    confusion: hasLabels ? confusionOf(answers) : undefined,
    layers: model.layers.map((layer, position) => saturationOf(model, layer, saturated[position] ?? [0, 0], inputs)),
    cycles: cycles.length > 0 ? spread(cycles) : undefined,
    agreement: agreement && { ...agreement, source: referenceSource },
  };
}

function confusionOf(answers: Tally['answers']): number[][] {
  const size = 1 + Math.max(...answers.map(([shown, answered]) => Math.max(shown, answered)));
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (const [shown, answered, times] of answers) matrix[shown]![answered]! += times;
  return matrix;
}

/** Behind a rectifier the lower end is where zero is: nothing is lost there. */
function saturationOf(
  model: ModelInfo,
  { index, name, op, outputs: [first = -1] }: ModelInfo['layers'][number],
  [low, high]: readonly [number, number],
  inputs: number,
): LayerSaturation {
  const tensor = model.tensors[first]!;
  const zeroPoint = tensor.quantization?.zeroPoints[0];
  const zeroIsLowest = zeroPoint === (tensor.type === 'uint8' ? 0 : -128);
  const values = inputs * (tensorBytes(tensor) / tensorBytes({ type: tensor.type, shape: [] }));
  return { index, name, op, values, low: zeroIsLowest ? 0 : low, high };
}

function spread(cycles: readonly number[]): { min: number; median: number; max: number } {
  const sorted = [...cycles].sort((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[Math.floor((sorted.length - 1) / 2)]!, max: sorted.at(-1)! };
}
