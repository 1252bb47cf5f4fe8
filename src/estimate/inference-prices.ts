import { countedClasses } from '../build/wasm/counted-classes.ts';
import { type CountingFirmware, counterWeights } from './inference.ts';
import { type LayerWork, workNamesOf } from './layer-work.ts';
import { costsOf, type Profile } from './profile.ts';
import { type CountableModel, workOfLayers } from './work-of-layers.ts';

/** What prices many inferences of one model: plain data, for worker threads. */
export interface InferencePrices {
  /** By layer, cycles of one count of each counter: for `Counts.weighted`. */
  readonly counters: readonly Float64Array[];
  /** By layer, cycles of one of its live multiply-accumulates: see `LiveMacs`. */
  readonly liveMacs: readonly number[];
  /** Cycles of everything that does not depend on the input. */
  readonly fixedCycles: number;
}

/** Of all builds: what some of them do not count comes last. */
const workNames = workNamesOf('nnom');
const liveMacAt = workNames.indexOf('liveMac');
const shiftAt = workNames.indexOf('variableShiftDistance');
/** What depends on the input: the classes too. */
const varying: ReadonlySet<number> = new Set([liveMacAt, shiftAt]);

/**
 * What each count costs in each layer of a model.
 *
 * @param inputs of one inference, which says how much there is of what does not depend on the input
 * @throws as `workOfLayers`
 */
export function inferencePrices(
  profile: Profile,
  firmware: CountingFirmware,
  countable: CountableModel,
  inputs: readonly Uint8Array[],
): InferencePrices {
  const { layers } = workOfLayers(firmware, countable, inputs, profile.flashCache);
  const { fixed, perLayer } = profile.betweenLayers;
  return {
    counters: layers.map(({ op }) => counterPrices(costsOf(profile, op), firmware.counted)),
    liveMacs: layers.map(({ op }) => costsOf(profile, op)[liveMacAt]!),
    fixedCycles: layers.reduce((sum, layer) => sum + perLayer + fixedPrice(layer, costsOf(profile, layer.op)), fixed),
  };
}

function counterPrices(costs: readonly number[], counted: CountingFirmware['counted']): Float64Array {
  const rowPrices = Float64Array.from(counted.rows, (row, at) =>
    at === counted.shiftCounter ? costs[shiftAt]! : row.reduce((sum, times, at) => sum + times * costs[at]!, 0),
  );
  return counterWeights(counted, rowPrices);
}

const fixedPrice = ({ work }: LayerWork, costs: readonly number[]): number =>
  work.reduce(
    (sum, amount, at) => (at < countedClasses.length || varying.has(at) ? sum : sum + amount * costs[at]!),
    0,
  );
