import type { Device } from '../devices/schema.ts';
import type { FirmwareImage } from '../image/types.ts';
import { nnomRegistrationOf } from '../model/nnom/registration.ts';
import type { NnomSource } from '../model/nnom/source.ts';
import { exclusiveBytes, type FlashUse, flashUse, reachOf } from './flash-use.ts';
import type { LinkMap } from './link-map.ts';
import { registryEntryBytes, registrySymbol } from './registry.ts';
import { blockAt, sectionGraph } from './section-graph.ts';

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

/**
 * Flash by layer of an image that a weights.h was compiled into: what would go with the constructors of its layers. An
 * image without a model has as much of each.
 *
 * @param image linked with `--emit-relocs`, from `avrCompilePlan`
 */
export function nnomFlashByLayer(
  image: FirmwareImage,
  map: LinkMap,
  device: Device,
  source: NnomSource,
): Map<string, number> {
  const graph = sectionGraph(image, inProgramSpace(map, device));
  const names = new Set(source.steps.map(({ callee }) => callee));
  const constructors = image.symbols.flatMap(({ name, kind, address }): [string, number][] => {
    const block = kind === 'function' && names.has(name) ? blockAt(graph.blocks, address) : undefined;
    return block === undefined ? [] : [[name, block]];
  });
  return byLayer(exclusiveBytes(graph, reachOf(image, graph, new Map(constructors)).reach));
}

/** Bytes of constructors as bytes of the layers they make; an activation's belong to none: several layers may have it. */
export function byLayer(bytesByConstructor: ReadonlyMap<string, number>): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const [symbol, count] of bytesByConstructor) {
    const registration = nnomRegistrationOf(symbol.replace(/^make_/, ''));
    if (registration !== undefined) bytes.set(registration, (bytes.get(registration) ?? 0) + count);
  }
  return bytes;
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
