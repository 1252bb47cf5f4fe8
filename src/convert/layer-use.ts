import { nnomLayerOf } from './answers.ts';
import { extremesOf, type FloatRun, valuesOf } from './calibration.ts';
import { type Formats, type GroupedPlan, groupIndexOf, outputBits } from './formats.ts';
import type { PlanLayer } from './plan.ts';
import type { QuantizedNetwork } from './quantized-network.ts';
import type { ConvertedLayer } from './types.ts';

/**
 * What the formats do to each layer: the range of its outputs in the float network beside how many of them the part
 * leaves at -128 or 127.
 */
export function layerUses(
  plan: GroupedPlan,
  formats: Formats,
  network: QuantizedNetwork,
  runs: readonly FloatRun[],
): readonly ConvertedLayer[] {
  const shares = saturatedShares(network, runs);
  const computing = network.model.layers.filter(({ op }) => op !== 'Output');
  return computing.map(({ index, op, activation, target }) => {
    const layer = lastInPlace(plan, network, index, plan.layers[target] as PlanLayer);
    const isFixed = plan.groups[groupIndexOf(plan, layer.index)]?.fixedBits !== undefined;
    return {
      op: activation === undefined ? op : `${op}+${activation}`,
      name: plan.layers[target]!.name,
      ...spanOfValues(runs, withValues(plan, layer)),
      outputBits: outputBits(plan, formats, layer.index),
      kernelBits: formats.kernels[target],
      biasBits: formats.biases[target],
      saturatedShare: isFixed ? 0 : (shares[index] as number),
    };
  });
}

/** The planned layer whose values are left when a layer of NNoM and the activations behind it have run. */
function lastInPlace(plan: GroupedPlan, { model }: QuantizedNetwork, index: number, first: PlanLayer): PlanLayer {
  return plan.layers.findLast((layer) => nnomLayerOf(plan, model.layers, layer).index === index) ?? first;
}

/** The layer itself, or what it adds zeros to. */
function withValues(plan: GroupedPlan, layer: PlanLayer): PlanLayer {
  const isKnown = layer.kind.type === 'input' || layer.source !== undefined;
  return isKnown ? layer : withValues(plan, plan.layers[layer.inputs[0] as number] as PlanLayer);
}

function saturatedShares({ model, outputs }: QuantizedNetwork, runs: readonly FloatRun[]): number[] {
  const saturated = model.layers.map(() => 0);
  const total = model.layers.map(() => 0);
  for (const { input } of runs) {
    outputs(input, (index, output) => {
      total[index]! += output.length;
      for (const value of output) if (value === -128 || value === 127) saturated[index]! += 1;
    });
  }
  return saturated.map((count, index) => (total[index] === 0 ? 0 : count / total[index]!));
}

/** Of this many values the largest is left out when outliers are looked for. */
const outlierShare = 0.001;

function spanOfValues(
  runs: readonly FloatRun[],
  layer: PlanLayer,
): Pick<ConvertedLayer, 'low' | 'high' | 'permille999'> {
  const arrays = runs.flatMap((run) => valuesOf(run, layer) ?? []);
  const magnitudes = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of arrays) {
    for (const value of values) magnitudes[at++] = Math.abs(value);
  }
  magnitudes.sort();
  const last = Math.floor((magnitudes.length - 1) * (1 - outlierShare));
  return { ...extremesOf(arrays), permille999: magnitudes[last] ?? 0 };
}
