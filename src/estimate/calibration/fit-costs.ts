import { countedClasses } from '../../build/wasm/counted-classes.ts';
import { solveNonNegative } from './least-squares.ts';
import type { LayerSample, ModelSample } from './sample.ts';

/** What instructions cost, in cycles: the classes, then live multiply-accumulates, then the layer itself. */
export type Costs = Float64Array;

/** Costs of all kinds of layers. */
export interface FittedCosts {
  readonly shared: { readonly integer: Costs; readonly float: Costs };
  /** By registration. */
  readonly byOp: ReadonlyMap<string, Costs>;
  readonly betweenLayers: { readonly fixed: number; readonly perLayer: number };
}

/**
 * How strongly costs are held to what is known before: those of all kinds of layers to one cost for all classes, those of one kind
 * to all. In squared relative errors of one layer that a cost of twice the prior is worth.
 */
const stiffness = { shared: 0.003, ofOp: 0.1 };
/** Below this a cycle more or less is no relative error. */
const smallLayerCycles = 100;
/** A cost near zero may still grow. */
const leastPriorSquared = 0.05;
/** Models of a single operator show what networks leave out; networks are what is to be predicted. */
const singleOpWeight = 0.3;

export const featureCount = countedClasses.length + 2;

/** What is known of a layer before it is priced. */
export type CountedLayer = Pick<LayerSample, 'op' | 'counts' | 'liveMacs'>;

export const isFloatOp = (op: string): boolean => op.endsWith('_float32');

/** Features of a layer: how often each class was executed, its live multiply-accumulates, and one for the layer. */
export const featuresOf = ({ counts, liveMacs }: CountedLayer): number[] => [...counts, liveMacs, 1];

/** Least squares of relative errors, costs not negative. */
export function fitCosts(models: readonly ModelSample[]): FittedCosts {
  const layers = models.flatMap((model) => model.layers.map((layer) => ({ layer, weight: weightOf(layer, model) })));
  const solve = (chosen: readonly WeightedLayer[], prior: Costs, held: number): Costs =>
    solveNonNegative({
      rows: chosen.map(({ layer }) => featuresOf(layer)),
      targets: chosen.map(({ layer }) => layer.cycles),
      weights: chosen.map(({ weight }) => weight),
      prior,
      stiffness: prior.map((cost) => held / (cost * cost + leastPriorSquared)),
    });
  const sharedBy = (isFloat: boolean): Costs => {
    const chosen = layers.filter(({ layer }) => isFloatOp(layer.op) === isFloat);
    return solve(chosen, evenCosts(chosen), stiffness.shared);
  };
  const shared = { integer: sharedBy(false), float: sharedBy(true) };
  const ops = [...new Set(layers.map(({ layer }) => layer.op))].sort();
  const byOp = new Map(
    ops.map((op) => {
      const ofKind = layers.filter(({ layer }) => layer.op === op);
      return [op, solve(ofKind, isFloatOp(op) ? shared.float : shared.integer, stiffness.ofOp)] as const;
    }),
  );
  return { shared, byOp, betweenLayers: fitBetween(models) };
}

/** Before anything is known of classes every instruction costs the same: what the layers take over what they execute. */
function evenCosts(layers: readonly WeightedLayer[]): Costs {
  let product = 0;
  let square = 0;
  for (const { layer, weight } of layers) {
    const executed = sumOf(layer.counts);
    product += weight ** 2 * executed * layer.cycles;
    square += weight ** 2 * executed ** 2;
  }
  const costs = new Float64Array(featureCount).fill(square === 0 ? 1 : product / square);
  costs[countedClasses.length] = 0;
  return costs;
}

interface WeightedLayer {
  readonly layer: LayerSample;
  readonly weight: number;
}

function weightOf({ cycles }: LayerSample, { layers }: ModelSample): number {
  return (layers.length === 1 ? singleOpWeight : 1) / (cycles + smallLayerCycles);
}

/** What the runtime does around its layers: once, and for each. */
function fitBetween(models: readonly ModelSample[]): FittedCosts['betweenLayers'] {
  const tiny = 1e-6;
  const [fixed = 0, perLayer = 0] = solveNonNegative({
    rows: models.map(({ layers }) => [1, layers.length]),
    targets: models.map(({ layers, totalCycles }) => totalCycles - sumOf(layers.map(({ cycles }) => cycles))),
    weights: models.map(() => 1),
    prior: [0, 0],
    stiffness: [tiny, tiny],
  });
  return { fixed, perLayer };
}

/** Cycles of a layer by its counts; by the costs of all kinds for one that was never seen. */
export function predictLayer(costs: FittedCosts, layer: CountedLayer): number {
  const { op } = layer;
  const known = costs.byOp.get(op) ?? (isFloatOp(op) ? costs.shared.float : costs.shared.integer);
  return featuresOf(layer).reduce((sum, times, at) => sum + times * known[at]!, 0);
}

/** Cycles of an inference. */
export function predictModel(costs: FittedCosts, layers: readonly CountedLayer[]): number {
  const { fixed, perLayer } = costs.betweenLayers;
  return fixed + sumOf(layers.map((layer) => perLayer + predictLayer(costs, layer)));
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
