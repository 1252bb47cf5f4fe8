import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { NnomSource } from '../model/nnom/source.ts';
import { type FlashUse, flashUse } from './flash-use.ts';
import type { LinkMap } from './link-map.ts';
import { registryEntryBytes, registrySymbol } from './registry.ts';

/** Data space in AVR ELF files and link maps. */
const dataSpace = 0x80_0000;
/** A pointer of the registry on AVR. */
const avrEntryBytes = 2;

/**
 * What of an image with every constructor one weights.h needs: as `flashUse`, for images of `avrImagePlan`.
 *
 * @param image without a model, linked with `--emit-relocs`
 * @param map of the same link
 */
export function nnomFlashUse(image: FirmwareImage, map: LinkMap, device: Device, source: NnomSource): FlashUse {
  const needed = [...new Set(source.steps.map(({ callee }) => `make_${callee}`))];
  const use = flashUse(namedRegistry(image), inProgramSpace(map, device), needed);
  const constructors = image.symbols.filter(({ name, kind }) => kind === 'function' && name.startsWith('make_'));
  const dropped = constructors.length - needed.length;
  return { ...use, unreachableBytes: use.unreachableBytes - dropped * (registryEntryBytes - avrEntryBytes) };
}

/** GNU ld names sections and not functions in the relocations it keeps for AVR: the registry's get their names back. */
function namedRegistry(image: FirmwareImage): FirmwareImage {
  const registry = image.symbols.find(({ name }) => name === registrySymbol);
  if (registry === undefined) return image;
  const end = registry.address + registry.sizeBytes;
  const names = new Map(
    image.symbols.filter(({ kind }) => kind === 'function').map((symbol) => [symbol.address, symbol]),
  );
  const relocations = image.relocations.map((relocation) => {
    const isEntry = relocation.address >= registry.address && relocation.address < end;
    const name = isEntry ? names.get(relocation.targetAddress)?.name : undefined;
    return name === undefined ? relocation : { ...relocation, symbolName: name };
  });
  return { ...image, relocations };
}

/** Constants of a link map at the flash address they are programmed to, where images have them too. */
function inProgramSpace(map: LinkMap, { flash, regions }: Device): LinkMap {
  if (flash.kind !== 'avr-mapped') return map;
  const { base, sizeBytes } = flash.window;
  const flashBytes = regions.find(({ kind }) => kind === 'flash')!.sizeBytes;
  const window = dataSpace + base;
  const sections = map.sections.map((section) =>
    section.address >= window && section.address < window + sizeBytes
      ? { ...section, address: section.address - window + flashBytes - sizeBytes }
      : section,
  );
  return { ...map, sections };
}
