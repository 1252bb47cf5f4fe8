import { type CountingFirmware, counterWeights } from './inference.ts';
import { priceOf, variableShiftNames } from './layer-work.ts';
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
  const liveMacAt = profile.work.indexOf('liveMac');
  // What depends on the input: the classes too.
  const varying = new Set([...firmware.counted.classes, 'liveMac', ...variableShiftNames]);
  const fixedCosts = (op: string): number[] =>
    costsOf(profile, op).map((cost, at) => (varying.has(profile.work[at]!) ? 0 : cost));
  return {
    counters: layers.map(({ op }) => counterPrices(costsOf(profile, op), profile.work, firmware.counted)),
    liveMacs: layers.map(({ op }) => costsOf(profile, op)[liveMacAt]!),
    fixedCycles: layers.reduce((sum, layer) => sum + perLayer + priceOf(layer, fixedCosts(layer.op)), fixed),
  };
}

function counterPrices(
  costs: readonly number[],
  work: readonly string[],
  counted: CountingFirmware['counted'],
): Float64Array {
  const { rows, shiftCounters } = counted;
  const rowPrices = Float64Array.from(rows, (row) => row.reduce((sum, times, at) => sum + times * costs[at]!, 0));
  for (const [at, row] of shiftCounters.entries()) rowPrices[row] = costs[work.indexOf(variableShiftNames[at]!)]!;
  return counterWeights(counted, rowPrices);
}
