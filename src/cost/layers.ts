import type { LayerInfo, ModelInfo } from '../model/types.ts';
import type { CallTrace, CostInterval } from '../simulate/types.ts';
import type { LayerCost } from './types.ts';

/** The trace and the model do not belong together. */
export class TraceMismatchError extends Error {
  override readonly name = 'TraceMismatchError';
}

/** Flash of kernel code by kernel, and which kernel a layer runs. */
export interface KernelFlash {
  readonly bytesByKernel: ReadonlyMap<string, number>;
  readonly kernelOf: (layer: LayerInfo) => string | undefined;
}

/**
 * Cost of each layer that ran, in the order it ran.
 *
 * @param calls layer calls inside the region; a call's argument is the operator's index in the model
 * @param region the interval shares are taken of
 * @param kernels flash of the kernels; layers that run the same kernel share its bytes
 * @throws TraceMismatchError when a call names an operator the model does not have
 */
export function layerCosts(
  model: ModelInfo,
  calls: readonly CallTrace[],
  region: CostInterval,
  kernels: KernelFlash,
): LayerCost[] {
  const kernelBytes = kernelBytesByLayer(model.layers, kernels);
  return calls.map((call) => {
    const layer = model.layers[call.argument];
    if (layer === undefined) {
      throw new TraceMismatchError(
        `the firmware ran operator ${call.argument}, but the model has ${model.layers.length}: image and model differ`,
      );
    }
    return layerCost(layer, call, region.cycles, kernelBytes.get(layer.index) ?? 0);
  });
}

function layerCost(layer: LayerInfo, call: CallTrace, regionCycles: number, kernelBytes: number): LayerCost {
  return {
    index: layer.index,
    name: layer.name,
    op: layer.op,
    shape: layer.outputShape,
    cycles: call.cycles,
    share: regionCycles === 0 ? 0 : call.cycles / regionCycles,
    macs: layer.macs,
    cyclesPerMac: layer.macs === 0 ? undefined : call.cycles / layer.macs,
    flashBytes: layer.constantBytes + kernelBytes,
    byCause: call.byCause,
    instructions: call.instructions,
  };
}

/** Splits each kernel's bytes evenly over the layers that run it; the first ones take what does not divide. */
function kernelBytesByLayer(layers: readonly LayerInfo[], kernels: KernelFlash): Map<number, number> {
  const bytesByLayer = new Map<number, number>();
  for (const [kernel, bytes] of kernels.bytesByKernel) {
    const users = layers.filter((layer) => kernels.kernelOf(layer) === kernel);
    users.forEach((layer, position) => {
      const remainder = position < bytes % users.length ? 1 : 0;
      bytesByLayer.set(layer.index, Math.floor(bytes / users.length) + remainder);
    });
  }
  return bytesByLayer;
}
