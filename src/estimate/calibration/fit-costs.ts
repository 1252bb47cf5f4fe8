import type { MemoryGroup } from '../../build/memory-groups.ts';
import type { WasmBuildId } from '../../build/wasm/builds.ts';
import { classesOf, extraWork, isFloatOp, type LayerWork, priceOf } from '../layer-work.ts';
import { NormalEquations, type Prior, solveNonNegative } from './least-squares.ts';
import type { LayerSample, ModelSample } from './sample.ts';

/** What each kind of work costs, in cycles, in the order of `workNamesOf` the build. */
export type Costs = Float64Array;

/** Costs of all kinds of layers. */
export interface FittedCosts {
  readonly shared: { readonly integer: Costs; readonly float: Costs };
  /** By registration. */
  readonly byOp: ReadonlyMap<string, Costs>;
  readonly betweenLayers: { readonly fixed: number; readonly perLayer: number };
}

/**
 * How strongly costs may be held to what is known before: those of all kinds of layers to one cost for all classes, those
 * of one kind to all. In squared relative errors of one layer that a cost of twice the prior is worth. Which of them is
 * taken is found out within the fit, on models that are left out of it in turn.
 */
const stiffnesses: readonly number[] = [1e-4, 1e-3, 1e-2, 0.1, 1];
/**
 * How the costs of one kind of layer are held to those of all kinds: as above, or in parts of what the layers of the kind
 * say of a cost themselves. The latter is for cores where an instruction takes the same time wherever it stands: there
 * only what the layers leave open is unknown, and a division of 600 cycles is to cost what it takes.
 */
export type Hold = 'prior' | 'observation';
const partOfObservation = 1e-4;
/** Holds a cost of which the layers say nothing. */
const unseen = 1e-12;

/** How a corpus is fitted. */
export interface FitOptions {
  /** What the linker says that operators bring with them; learned from the images unless given. */
  readonly linked?: readonly MemoryGroup[] | undefined;
  readonly hold: Hold;
  /** The build that was counted. */
  readonly wasmBuild: WasmBuildId;
}

/** Of a kind of layer that a single model has: nothing can be found out. */
const unsureStiffness = 0.1;
/** Below this a cycle more or less is no relative error. */
const smallLayerCycles = 100;
/** A cost near zero may still grow. */
const leastPriorSquared = 0.05;
/** Models of a single operator show what networks leave out; networks are what is to be predicted. */
const singleOpWeight = 0.3;

interface WeightedLayer {
  readonly layer: LayerSample;
  readonly weight: number;
}

/** The layers of one kind that one model has, and what they say together. */
interface Observations {
  readonly layers: readonly WeightedLayer[];
  readonly equations: NormalEquations;
}

/** What a model says of costs: made once, for all fits that it takes part in. */
export interface ObservedModel {
  readonly model: ModelSample;
  readonly byOp: ReadonlyMap<string, Observations>;
  /** Of all its layers with the same arithmetic. */
  readonly integer: Observations | undefined;
  readonly float: Observations | undefined;
}

export function observeModel(model: ModelSample): ObservedModel {
  const ops = [...new Set(model.layers.map(({ op }) => op))];
  return {
    model,
    byOp: new Map(ops.map((op) => [op, observationsOf(model, (layer) => layer.op === op)!] as const)),
    integer: observationsOf(model, ({ op }) => !isFloatOp(op)),
    float: observationsOf(model, ({ op }) => isFloatOp(op)),
  };
}

/** Least squares of relative errors, costs not negative. */
export function fitCosts(models: readonly ObservedModel[], { hold, wasmBuild }: FitOptions): FittedCosts {
  const classCount = classesOf(wasmBuild).length;
  const fitKind = hold === 'observation' ? fitToObservations : fitStiffly;
  const all = (kind: (model: ObservedModel) => Observations | undefined): Observations[] =>
    models.map(kind).filter((observed) => observed !== undefined);
  const shared = {
    integer: fitShared(
      all(({ integer }) => integer),
      classCount,
    ),
    float: fitShared(
      all(({ float }) => float),
      classCount,
    ),
  };
  const ops = [...new Set(models.flatMap(({ byOp }) => [...byOp.keys()]))].sort();
  const byOp = new Map(
    ops.map((op) => {
      const observed = all(({ byOp }) => byOp.get(op));
      return [op, fitKind(observed, isFloatOp(op) ? shared.float : shared.integer, classCount)] as const;
    }),
  );
  return { shared, byOp, betweenLayers: fitBetween(models.map(({ model }) => model)) };
}

/** Before anything is known of classes every instruction costs the same: what the layers take over what they execute. */
function fitShared(observed: readonly Observations[], classCount: number): Costs {
  const layers = observed.flatMap(({ layers }) => layers);
  return fitStiffly(observed, evenCosts(layers, classCount), classCount);
}

/** Undefined for a model without such layers. */
function observationsOf(model: ModelSample, chosen: (layer: LayerSample) => boolean): Observations | undefined {
  const layers = model.layers.filter(chosen).map((layer) => ({ layer, weight: weightOf(layer, model) }));
  if (layers.length === 0) return undefined;
  const equations = new NormalEquations(layers[0]!.layer.work.length);
  for (const { layer, weight } of layers) equations.observe(layer.work, layer.cycles, weight);
  return { layers, equations };
}

function weightOf({ cycles }: LayerSample, { layers }: ModelSample): number {
  return (layers.length === 1 ? singleOpWeight : 1) / (cycles + smallLayerCycles);
}

function evenCosts(layers: readonly WeightedLayer[], classCount: number): Costs {
  let product = 0;
  let square = 0;
  for (const { layer, weight } of layers) {
    const executed = sumOf(layer.work.slice(0, classCount));
    product += weight ** 2 * executed * layer.cycles;
    square += weight ** 2 * executed ** 2;
  }
  const costs = new Float64Array(layers[0]?.layer.work.length ?? 0);
  return costs.fill(square === 0 ? 1 : product / square, 0, classCount);
}

/** So many parts of the models are left out in turn to find that out. */
const parts = 5;

/** Fits costs that are held to others as strongly as predicts models best that are left out. */
function fitStiffly(observed: readonly Observations[], prior: Costs, classCount: number): Costs {
  const all = together(observed, prior.length);
  const folds = Array.from({ length: Math.min(parts, observed.length) }, (_, fold) => {
    const left = observed.filter((_, at) => at % parts === fold);
    return {
      layers: left.flatMap(({ layers }) => layers),
      others: accumulated(left, -1, new NormalEquations(prior.length).add(all, 1)),
    };
  });
  const held = (stiffness: number): Prior => heldTo(prior, stiffness, classCount);
  const errorWith = (stiffness: number): number =>
    sumOf(folds.map(({ layers, others }) => squaredError(layers, solveNonNegative(others, held(stiffness)))));
  const stiffness = observed.length < 2 ? unsureStiffness : leastBy(stiffnesses, errorWith);
  return solveNonNegative(all, held(stiffness));
}

const together = (observed: readonly Observations[], size: number): NormalEquations =>
  accumulated(observed, 1, new NormalEquations(size));

const accumulated = (observed: readonly Observations[], times: number, onto: NormalEquations): NormalEquations =>
  observed.reduce((sum, { equations }) => sum.add(equations, times), onto);

function fitToObservations(observed: readonly Observations[], prior: Costs): Costs {
  const all = together(observed, prior.length);
  const stiffness = prior.map((_, at) => partOfObservation * all.gram[at * prior.length + at]! + unseen);
  return solveNonNegative(all, { costs: prior, stiffness });
}

function heldTo(prior: Costs, stiffness: number, classCount: number): Prior {
  const scales = Array.from(prior, (cost, at) => {
    const usual = extraWork[at - classCount]?.usualCycles ?? 0;
    return cost ** 2 + usual ** 2 + leastPriorSquared;
  });
  return { costs: prior, stiffness: scales.map((scale) => stiffness / scale) };
}

const squaredError = (layers: readonly WeightedLayer[], costs: Costs): number =>
  sumOf(layers.map(({ layer, weight }) => (weight * (priceOf(layer, costs) - layer.cycles)) ** 2));

/** The one for which a figure is least. */
function leastBy(values: readonly number[], figureOf: (value: number) => number): number {
  const figures = values.map(figureOf);
  return values[figures.indexOf(Math.min(...figures))]!;
}

/** What the runtime does around its layers: once, and for each. */
function fitBetween(models: readonly ModelSample[]): FittedCosts['betweenLayers'] {
  const tiny = 1e-6;
  const equations = new NormalEquations(2);
  for (const { layers, totalCycles } of models) {
    equations.observe([1, layers.length], totalCycles - sumOf(layers.map(({ cycles }) => cycles)), 1);
  }
  const [fixed = 0, perLayer = 0] = solveNonNegative(equations, { costs: [0, 0], stiffness: [tiny, tiny] });
  return { fixed, perLayer };
}

/** Cycles of a layer by its work; by the costs of all kinds for one that was never seen. */
export function predictLayer(costs: FittedCosts, layer: Pick<LayerWork, 'op' | 'work'>): number {
  const { op } = layer;
  return priceOf(layer, costs.byOp.get(op) ?? (isFloatOp(op) ? costs.shared.float : costs.shared.integer));
}

/** Cycles of an inference. */
export function predictModel(costs: FittedCosts, layers: readonly LayerWork[]): number {
  const { fixed, perLayer } = costs.betweenLayers;
  return fixed + sumOf(layers.map((layer) => perLayer + predictLayer(costs, layer)));
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
