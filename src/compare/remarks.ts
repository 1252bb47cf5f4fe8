import type { ZeroWeights } from '../model/tflite/zero-weights.ts';
import type { ModelInfo } from '../model/types.ts';
import { formatBytes } from '../units/bytes.ts';

/** One thing to know about a variant before it is shipped. */
export interface Remark {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

/** Fewer zeros than this come from rounding, not from pruning. */
const prunedShare = 0.3;

/** What is to be said about a model from its file and the part alone. */
export function remarksOn(model: ModelInfo, zeroWeights: ZeroWeights | undefined, partHasFpu: boolean): Remark[] {
  return [...storedDense(zeroWeights), ...floatWithoutFpu(model, partHasFpu)];
}

function storedDense(zeroWeights: ZeroWeights | undefined): Remark[] {
  if (zeroWeights === undefined || zeroWeights.weights === 0) return [];
  const share = zeroWeights.zeros / zeroWeights.weights;
  if (share < prunedShare) return [];
  return [
    {
      code: 'pruned-stored-dense',
      message: `${(share * 100).toFixed(0)} % of its weights are zero, and all are stored and multiplied: flash and cycles stay those of the unpruned net`,
      advice: `As one bit a weight and the others' values they would take ${formatBytes(zeroWeights.savableBytes)} less flash; taking whole channels out saves cycles, too.`,
    },
  ];
}

function floatWithoutFpu({ variant }: ModelInfo, partHasFpu: boolean): Remark[] {
  if (variant !== 'float32' || partHasFpu) return [];
  return [
    {
      code: 'float-without-fpu',
      message: 'it computes in float, and the core has no FPU: every multiplication is a call into a library',
      advice: 'Quantise it to int8, or choose a part with an FPU.',
    },
  ];
}
