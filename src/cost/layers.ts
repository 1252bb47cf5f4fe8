import { channelGroups } from '../model/channels.ts';
import { layerRegistrations } from '../model/registrations.ts';
import type { LayerInfo, ModelInfo } from '../model/types.ts';
import type { CallTrace, CostInterval } from '../simulate/types.ts';
import type { ChannelCost, LayerCost } from './types.ts';

/** The trace and the model do not belong together. */
export class TraceMismatchError extends Error {
  override readonly name = 'TraceMismatchError';
}

/**
 * Cost of each layer that ran, in the order it ran.
 *
 * @param calls layer calls inside the region; a call's argument is the operator's index in the model
 * @param region the interval shares are taken of
 * @param flashBytesByOp flash of kernel code by registration; layers that run the same kernel share its bytes
 * @throws TraceMismatchError when a call names an operator the model does not have
 */
export function layerCosts(
  model: ModelInfo,
  calls: readonly CallTrace[],
  region: CostInterval,
  flashBytesByOp: ReadonlyMap<string, number>,
): LayerCost[] {
  const kernelBytes = kernelBytesByLayer(model, flashBytesByOp);
  const channelCosts = costsPerChannel(model, calls);
  return calls.map((call) => {
    const layer = model.layers[call.argument];
    if (layer === undefined) {
      throw new TraceMismatchError(
        `the firmware ran operator ${call.argument}, but the model has ${model.layers.length}: image and model differ`,
      );
    }
    const cost = layerCost(layer, call, region.cycles, kernelBytes.get(layer.index) ?? 0);
    return { ...cost, perChannel: channelCosts.get(layer.index) };
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

/** Cycles of a channel: its part of the layer, of those that hand it on, and of those that read it. */
function costsPerChannel(model: ModelInfo, calls: readonly CallTrace[]): Map<number, ChannelCost> {
  const cyclesOf = (index: number): number => calls.find(({ argument }) => argument === index)?.cycles ?? 0;
  return new Map(
    channelGroups(model).map(({ layer, channels, followers, readers, flashBytesPerChannel, ramBytesPerChannel }) => {
      const cycles = [layer, ...followers, ...readers].reduce((sum, index) => sum + cyclesOf(index), 0) / channels;
      return [layer, { channels, flashBytes: flashBytesPerChannel, ramBytes: ramBytesPerChannel, cycles }];
    }),
  );
}

/** Splits each kernel's bytes evenly over the layers that run it; the first ones take what does not divide. */
function kernelBytesByLayer(model: ModelInfo, flashBytesByOp: ReadonlyMap<string, number>): Map<number, number> {
  const registrations = layerRegistrations(model, 'model');
  const bytesByLayer = new Map<number, number>();
  for (const [registration, bytes] of flashBytesByOp) {
    const users = model.layers.filter((_, position) => registrations[position] === registration);
    users.forEach((layer, position) => {
      const remainder = position < bytes % users.length ? 1 : 0;
      bytesByLayer.set(layer.index, Math.floor(bytes / users.length) + remainder);
    });
  }
  return bytesByLayer;
}
