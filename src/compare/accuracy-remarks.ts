import type { Accuracy } from '../estimate/accuracy.ts';
import { formatPercent } from '../units/percent.ts';
import { confidenceInterval } from './interval.ts';
import type { Remark } from './remarks.ts';

/** From this share of a layer's outputs at the ends of their type on, values are likely to be lost. */
const saturatedShare = 0.01;

/** Layers that make no values of their own. */
const handsOn = /pool|reshape|flatten|pad|concat|output|quantize/i;
const isSureAtItsEnds = /softmax|logistic|sigmoid|tanh/i;

/** What the answers of a variant show: layers that saturate. */
export function accuracyRemarks({ layers }: Accuracy): Remark[] {
  return layers.flatMap(({ index, op, values, low, high }, position) => {
    // Of the answers only the largest counts.
    const lost = position === layers.length - 1 ? high : low + high;
    const share = values === 0 ? 0 : lost / values;
    if (share < saturatedShare || handsOn.test(op) || isSureAtItsEnds.test(op)) return [];
    return [
      {
        code: 'saturates',
        message: `${formatPercent(share)} of the outputs of layer ${index} (${op}) are at the ends of their type over the data set`,
        advice:
          'Calibrate with data like this, or train quantisation-aware: a range that is too small cuts the largest values.',
      },
    ];
  });
}

/** A variant's name with its answers. */
export interface NamedAccuracy {
  readonly name: string;
  readonly accuracy: Accuracy;
}

/** The answers of a float network. */
export interface FloatAnswers extends NamedAccuracy {
  readonly parameters: number;
}

/** Which float network a quantised one was made of: the one nearest in parameters, of several the first. */
export function floatCounterpart(parameters: number, floats: readonly FloatAnswers[]): FloatAnswers | undefined {
  const distance = (float: FloatAnswers): number => Math.abs(float.parameters - parameters);
  return floats.reduce<FloatAnswers | undefined>(
    (nearest, float) => (nearest === undefined || distance(float) < distance(nearest) ? float : nearest),
    undefined,
  );
}

/**
 * Classes that a quantised variant knows worse than the float one, beyond what chance explains: its share of right
 * answers is below the float one's 95 % interval.
 */
export function classRemarks({ accuracy }: NamedAccuracy, float: NamedAccuracy): Remark[] {
  const worse = (accuracy.confusion ?? []).flatMap((row, label) => {
    const floatRow = float.accuracy.confusion?.[label] ?? [];
    const [shown, floatShown] = [sum(row), sum(floatRow)];
    if (shown === 0 || floatShown === 0) return [];
    const [right, floatRight] = [(row[label] ?? 0) / shown, (floatRow[label] ?? 0) / floatShown];
    const [low] = confidenceInterval(floatRow[label] ?? 0, floatShown);
    return right < low ? [`${label}: ${formatPercent(floatRight)} to ${formatPercent(right)}`] : [];
  });
  if (worse.length === 0) return [];
  return [
    {
      code: 'class-accuracy-lost',
      message: `it knows some classes worse than ${float.name} (${worse.join(', ')})`,
      advice: 'Calibrate with more inputs of these classes, or train quantisation-aware.',
    },
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
