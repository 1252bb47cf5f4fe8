import { valuesIn } from '../bytes/shape.ts';
/** Shapes of one layer: its inputs in order (undefined where an optional one is left out) and its first output. */
export interface LayerShapes {
  readonly inputs: readonly (readonly number[] | undefined)[];
  readonly output: readonly number[];
}

/** The shape of the filter (input 1), which must have `rank` dimensions. */
function filterOf({ inputs }: LayerShapes, rank: number): readonly number[] | undefined {
  const filter = inputs[1];
  return filter?.length === rank ? filter : undefined;
}

type MacFormula = (shapes: LayerShapes) => number | undefined;

/**
 * Multiply-accumulates of the operators that have them; every other operator has none. Filters are as the TensorFlow
 * Lite operator specification lays them out: CONV_2D [outputs, height, width, inputs of a group], DEPTHWISE_CONV_2D
 * [1, height, width, outputs], FULLY_CONNECTED [outputs, inputs].
 */
const formulas: Readonly<Record<string, MacFormula>> = {
  // Each output value sums height x width x inputs products.
  CONV_2D: (shapes) => {
    const filter = filterOf(shapes, 4);
    return filter && valuesIn(shapes.output) * valuesIn(filter.slice(1));
  },
  // Each output value sums height x width products of its own channel.
  DEPTHWISE_CONV_2D: (shapes) => {
    const filter = filterOf(shapes, 4);
    return filter && valuesIn(shapes.output) * valuesIn(filter.slice(1, 3));
  },
  // Each output value sums one product an input.
  FULLY_CONNECTED: (shapes) => {
    const filter = filterOf(shapes, 2);
    return filter && valuesIn(shapes.output) * filter[1]!;
  },
};

/**
 * Multiply-accumulates of one run of a layer, from shapes alone: padded positions count too, as the literature does.
 * @returns undefined where the shapes cannot belong to the operator
 */
export function countMacs(op: string, shapes: LayerShapes): number | undefined {
  const macs = Object.hasOwn(formulas, op) ? formulas[op]!(shapes) : 0;
  return Number.isSafeInteger(macs) ? macs : undefined;
}
