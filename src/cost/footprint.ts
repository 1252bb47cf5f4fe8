import { modelSymbol } from '../build/place-model.ts';
import type { BuiltImage } from '../build/types.ts';
import { type AddressRange, rangeOf } from '../bytes/ranges.ts';
import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { ModelInfo } from '../model/types.ts';
import { flashFootprint } from './flash.ts';
import { ramFootprint, type UsedRam } from './ram.ts';
import type { Footprint } from './types.ts';

/** The user's firmware as it is, or an image preflash built around a model. */
export type ImageSource =
  | { readonly origin: 'user'; readonly image: FirmwareImage }
  | { readonly origin: 'model'; readonly built: BuiltImage; readonly model: ModelInfo };

/** Flash and RAM of one run of an image on a part. */
export function footprint(source: ImageSource, device: Device, trace: UsedRam): Footprint {
  const image = imageOf(source);
  return {
    flash: flashOf(source, device),
    ram: ramFootprint(image, device, trace, source.origin === 'model' ? source.built.unreachableRamBytes : 0),
  };
}

/** Flash alone, which needs no run: what tells that an image does not fit before it is started. */
export function flashOf(source: ImageSource, device: Device): Footprint['flash'] {
  if (source.origin === 'user') return flashFootprint(source.image, device, undefined, 0);
  const { image, unreachableBytes } = source.built;
  return flashFootprint(image, device, modelRange(image, source.model), unreachableBytes);
}

export const imageOf = (source: ImageSource): FirmwareImage =>
  source.origin === 'user' ? source.image : source.built.image;

/** A weights.h is compiled: it is no file in flash. */
function modelRange(image: FirmwareImage, model: ModelInfo): AddressRange | undefined {
  if (model.format === 'nnom') return undefined;
  const label = image.symbols.find((symbol) => symbol.name === modelSymbol);
  return label && rangeOf(label.address, model.fileBytes);
}
