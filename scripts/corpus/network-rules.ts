import type { LayerWeights } from './nnom-api.ts';
import type { Window } from './write-nnom.ts';

type Pair = readonly [height: number, width: number];

/** What networks of a corpus hold: each piece as it was drawn, or made into what a firmware computes. */
export interface NetworkRules {
  readonly window: (drawn: Window) => Window;
  /** @param kind `Max`, `Avg` or `Sum` */
  readonly pool: (kind: string) => string;
  readonly upSampling: (factor: Pair) => Pair;
  /** @param inputs that one sum has */
  readonly weights: (drawn: LayerWeights, inputs: number) => LayerWeights;
}

/** All that the API takes. */
export const everything: NetworkRules = {
  window: (drawn) => drawn,
  pool: (kind) => kind,
  upSampling: (factor) => factor,
  weights: (drawn) => drawn,
};

const undilated: Pair = [1, 1];

/** NNoM pads half of what a kernel spans, rounded down, at the upper and at the left edge. */
function beginsInside({ kernel, same, dilation = undilated }: Window): boolean {
  const padding = (axis: 0 | 1) => Math.floor((dilation[axis] * (kernel[axis] - 1)) / 2);
  return !same || (padding(0) === 0 && padding(1) === 0);
}

function insideWindow(drawn: Window): Window {
  if (beginsInside(drawn)) return drawn;
  if (!drawn.keepsShape) return { ...drawn, same: false };
  return { ...drawn, kernel: [Math.min(2, drawn.kernel[0]), Math.min(2, drawn.kernel[1])] };
}

/** Rows that a group of dense has, and bits that a bias may be shifted by so that it leaves room in 16 bits. */
const groupRows = 4;
const mostBiasShift = 6;

/** Sums of weights of a bell shape stay in 16 bits when these get smaller as there are more of them. */
function shortSums({ values, bias, outputShift, biasShift }: LayerWeights, inputs: number): LayerWeights {
  return {
    values: values.map((value) => Math.round(value / Math.sqrt(inputs))),
    bias: bias.map((_, row) => bias[row % groupRows]!),
    outputShift,
    biasShift: Math.min(biasShift, mostBiasShift),
  };
}

/**
 * What NNoM 0.4.2 computes as it is meant where `int` has 16 bits, see docs/estimate.md: no window that begins outside of
 * the image, sums of less than 16 bits, biases that left-over rows of dense find where they look for them, no sum pooling,
 * up-sampling by one factor.
 */
export const nnom042OnAvr: NetworkRules = {
  window: insideWindow,
  pool: (kind) => (kind === 'Sum' ? 'Avg' : kind),
  upSampling: ([height]) => [height, height],
  weights: shortSums,
};
