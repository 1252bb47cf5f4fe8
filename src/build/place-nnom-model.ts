import type { Device } from '../devices/schema.ts';
import type { FirmwareImage, ImageSection, Segment } from '../image/types.ts';
import type { NnomSource } from '../model/nnom/source.ts';
import { BuildError, malformedImage } from './errors.ts';
import { avrAbi } from './nnom-structs.ts';
import { nnomTable } from './nnom-table.ts';
import { modelSymbol } from './place-model.ts';

const heapSymbol = '__heap_start';
/** 16-bit pointers and LPM reach no further. */
const reachableBytes = 0x1_0000;

/**
 * The image with a weights.h laid out as a table at `pf_model`, and its buffers at the start of the heap, where a
 * compiled model has its static ones. The image given is left as it is.
 *
 * @throws BuildError `model-too-large` with the number of bytes, `malformed-image` for an image without the symbols
 */
export function placeNnomModel(image: FirmwareImage, device: Device, source: NnomSource): FirmwareImage {
  const flashAddress = addressOf(image, modelSymbol);
  const heapStart = addressOf(image, heapSymbol);
  const { bytes, ramBytes } = nnomTable(source, {
    abi: avrAbi,
    address: pointerTo(flashAddress, device),
    ramAddress: heapStart & 0xffff,
  });
  const freeBytes = endOfModels(device) - flashAddress;
  if (bytes.length > freeBytes) throw tooLarge(device, bytes.length - freeBytes);
  const table: Segment = {
    loadAddress: flashAddress,
    virtualAddress: flashAddress,
    bytes,
    memoryBytes: bytes.length,
  };
  return {
    ...image,
    segments: [...image.segments, table],
    sections: [...image.sections, bufferSection(heapStart, ramBytes)],
    symbols: image.symbols.map((symbol) =>
      symbol.name === heapSymbol ? { ...symbol, address: heapStart + ramBytes } : symbol,
    ),
  };
}

function addressOf({ symbols }: FirmwareImage, name: string): number {
  const address = symbols.find((symbol) => symbol.name === name)?.address;
  if (address === undefined) throw malformedImage(`it has no symbol ${name}`);
  return address;
}

/** A flash address as the firmware's pointers have it: in data space where that shows the flash. */
function pointerTo(flashAddress: number, { flash }: Device): number {
  if (flash.kind !== 'avr-mapped' || flash.window === undefined) return flashAddress;
  return flash.window.base + (flashAddress % flash.window.sizeBytes);
}

function endOfModels(device: Device): number {
  const region = device.regions.find(({ kind }) => kind === 'flash')!;
  const end = region.base + region.sizeBytes;
  return device.core === 'avrxt' ? end : Math.min(end, reachableBytes);
}

function bufferSection(address: number, sizeBytes: number): ImageSection {
  return {
    name: '.bss.model',
    address,
    sizeBytes,
    allocated: true,
    hasBytes: false,
    executable: false,
    writable: true,
  };
}

function tooLarge(device: Device, excessBytes: number): BuildError {
  return new BuildError('model-too-large', {
    where: `flash of ${device.id}`,
    what: `firmware and model are ${excessBytes} bytes too large for it`,
    advice: 'Use a smaller model, an optimisation level that makes smaller code, or a part with more flash.',
    kind: 'does-not-fit',
    excess: { memory: 'flash', bytes: excessBytes },
  });
}
