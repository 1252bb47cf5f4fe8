import {
  type FitOptions,
  type FittedCosts,
  fitCosts,
  observeModel,
  predictLayer,
  predictModel,
  sumOf,
} from './fit-costs.ts';
import { fitFootprint, predictFootprint } from './fit-footprint.ts';
import { type ModelSample, tellsCycles } from './sample.ts';

/** One layer, predicted by costs that were fitted without its model. */
export interface HeldOutLayer {
  readonly model: string;
  readonly op: string;
  /** ln(predicted / measured). */
  readonly logError: number;
}

export interface HeldOutModel {
  readonly name: string;
  readonly measuredCycles: number;
  readonly predictedCycles: number;
  /** By cycles per MAC. */
  readonly baselineCycles: number;
  readonly flash: HeldOutBytes;
  readonly ram: HeldOutBytes;
  readonly answer?: ModelSample['answer'];
}

interface HeldOutBytes {
  readonly measuredBytes: number;
  readonly predictedBytes: number;
}

export interface HeldOut {
  readonly models: readonly HeldOutModel[];
  /** Of the models that tell cycles. */
  readonly layers: readonly HeldOutLayer[];
}

/** A model of several layers; the others only show operators. */
export const isNetwork = ({ layers }: ModelSample): boolean => layers.length > 1;

/** Leaves out one network after the other, fits the rest and predicts it. */
export function leaveOneOut(models: readonly ModelSample[], options: FitOptions): HeldOut {
  const observed = models.filter(tellsCycles).map(observeModel);
  const ofAll = fitCosts(observed, options);
  const costsWithout = (model: ModelSample): FittedCosts =>
    tellsCycles(model)
      ? fitCosts(
          observed.filter((other) => other.model !== model),
          options,
        )
      : ofAll;
  const held = models.filter(isNetwork).map((model) => {
    const others = models.filter((other) => other !== model);
    const costs = costsWithout(model);
    const footprint = fitFootprint(others, options.linked);
    const { flashBytes, ramBytes } = predictFootprint(footprint, model);
    const entry: HeldOutModel = {
      name: model.name,
      measuredCycles: model.totalCycles,
      predictedCycles: Math.round(predictModel(costs, model.layers)),
      baselineCycles: Math.round(cyclesPerMac(others.filter(tellsCycles), model) * macsOf(model)),
      flash: {
        measuredBytes: model.flashBytes,
        predictedBytes: Math.round(flashBytes),
      },
      ram: {
        measuredBytes: measuredRam(model),
        predictedBytes: Math.round(ramBytes),
      },
      ...(model.answer && { answer: model.answer }),
    };
    const layers = model.layers.map((layer) => ({
      model: model.name,
      op: layer.op,
      logError: Math.log(Math.max(1, predictLayer(costs, layer)) / Math.max(1, layer.cycles)),
    }));
    return { entry, layers };
  });
  return {
    models: held.map(({ entry }) => entry),
    layers: held.filter(({ entry }) => tellsCycles(entry)).flatMap(({ layers }) => layers),
  };
}

const measuredRam = ({ staticRamBytes, stackPeakBytes, arenaBytes, heapPeakBytes }: ModelSample): number =>
  staticRamBytes + stackPeakBytes + arenaBytes + heapPeakBytes;

const macsOf = ({ layers }: ModelSample): number => sumOf(layers.map(({ macs }) => macs));

const isFloatModel = ({ layers }: ModelSample): boolean => layers.some(({ op, macs }) => macs > 0 && /float/.test(op));

/** Of the other networks with the same arithmetic: what everybody's first estimate is made with. */
function cyclesPerMac(others: readonly ModelSample[], model: ModelSample): number {
  const alike = others.filter((other) => isNetwork(other) && isFloatModel(other) === isFloatModel(model));
  return sumOf(alike.map(({ totalCycles }) => totalCycles)) / Math.max(1, sumOf(alike.map(macsOf)));
}

/** The middle one, the lower of two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The least value that at least `part` of the values do not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
