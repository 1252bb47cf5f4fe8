import type { ChannelGroup } from './channels.ts';

/** A layer that can be made narrower, and what one channel of it costs in the unit that has to be saved. */
export interface NarrowableLayer extends Pick<ChannelGroup, 'layer' | 'op' | 'channels'> {
  readonly perChannel: number;
}

/** A network with fewer channels than this in a layer is another network. */
const leastKeptShare = 0.1;

/**
 * What to take out so that a network fits: the layer that loses the smallest share of its channels.
 *
 * @param excess what is too much, in the unit of `perChannel`
 * @returns undefined where no single layer is enough
 */
export function narrowest(
  layers: readonly NarrowableLayer[],
  excess: number,
): { readonly layer: NarrowableLayer; readonly channels: number } | undefined {
  const choices = layers
    .filter(({ perChannel }) => perChannel > 0)
    .map((layer) => ({ layer, channels: Math.ceil(excess / layer.perChannel) }))
    .filter(({ layer, channels }) => channels <= layer.channels * (1 - leastKeptShare));
  return choices.sort((a, b) => a.channels / a.layer.channels - b.channels / b.layer.channels)[0];
}

/** `Taking 7 of the 12 channels out of layer 0 (CONV_2D) saves about 36 KiB.`; undefined where nothing is enough. */
export function narrowerAdvice(
  layers: readonly NarrowableLayer[],
  excess: number,
  format: (saved: number) => string,
): string | undefined {
  const choice = narrowest(layers, excess);
  if (choice === undefined) return undefined;
  const { layer, channels } = choice;
  const saved = format(channels * layer.perChannel);
  return `Taking ${channels} of the ${layer.channels} channels out of layer ${layer.layer} (${layer.op}) saves about ${saved}.`;
}
