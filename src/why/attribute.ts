import type { LinkedObject } from '../build/link-map.ts';
import { type AddressRange, intersect, rangeOf, sizeOf, subtract } from '../bytes/ranges.ts';
import { contains } from '../devices/memory-map.ts';
import type { Device } from '../devices/schema.ts';
import { indexSourceLines, type SourceIndex } from '../image/dwarf/source-lines.ts';
import type { FirmwareImage, ImageSection, ImageSymbol, Segment } from '../image/types.ts';
import type { Demangle } from '../simulate/regions/region-name.ts';
import type { Attribution } from './types.ts';

/** What no symbol or section claims. */
export const unnamed = {
  object: '(unknown)',
  symbol: '(no symbol: padding, literals, strings)',
  section: '(no section)',
} as const;

/** A stretch of memory at the addresses it has while the program runs. */
interface Piece {
  readonly address: number;
  readonly bytes: number;
  readonly section: string;
  readonly object: string;
  readonly symbol: string;
}

/**
 * Says what each byte of flash and RAM is. The rows of a memory sum to what is programmed into it, or to what its
 * sections take.
 *
 * @param linked what the linker's map file says of the image: with it every byte has its object file. A map that is of
 *   another image is not used.
 */
export function attribute(
  image: FirmwareImage,
  device: Device,
  demangle: Demangle = (name) => name,
  linked: readonly LinkedObject[] = [],
): Attribution[] {
  const describe = describer(image, demangle, isOf(image, linked) ? linked : []);
  return [
    ...image.segments.flatMap((segment) => flashRows(segment, image, device, describe)),
    ...image.sections.flatMap((section) => ramRows(section, device, describe)),
  ];
}

type Describe = (section: ImageSection) => Piece[];

/** Every section of the map lies in one of the image. */
function isOf({ sections }: FirmwareImage, linked: readonly LinkedObject[]): boolean {
  const allocated = sections.filter((section) => section.allocated);
  return linked.every(({ address, sizeBytes }) =>
    allocated.some(
      (section) => address >= section.address && address + sizeBytes <= section.address + section.sizeBytes,
    ),
  );
}

function describer({ symbols, debug }: FirmwareImage, demangle: Demangle, linked: readonly LinkedObject[]): Describe {
  const sources = debug && indexSourceLines(debug);
  const sorted = symbols.filter(({ sizeBytes }) => sizeBytes > 0).sort((a, b) => a.address - b.address);
  return (section) => {
    const end = section.address + section.sizeBytes;
    const own = sorted.filter(({ address }) => address >= section.address && address < end);
    const objects = linked.filter(({ address }) => address >= section.address && address < end);
    const linkedAt = (address: number): string | undefined =>
      objects.find((object) => address >= object.address && address < object.address + object.sizeBytes)?.object;
    const pieces = cover(section, own, (symbol) => ({
      symbol: demangle(symbol.name),
      object: linkedAt(symbol.address) ?? objectOf(symbol, sources),
    }));
    return pieces.flatMap((piece) => (piece.symbol === unnamed.symbol ? byObject(piece, objects) : [piece]));
  };
}

/** What has no symbol, by the objects it came from. */
function byObject(piece: Piece, objects: readonly LinkedObject[]): Piece[] {
  const range = rangeOf(piece.address, piece.bytes);
  const places = objects.map(({ address, sizeBytes, object }) => ({
    object,
    place: intersect(range, rangeOf(address, sizeBytes)),
  }));
  const known = places.filter(({ place }) => sizeOf(place) > 0);
  const rest = subtract(
    range,
    known.map(({ place }) => place),
  );
  const pieceOf = ({ start, end }: AddressRange, object: string): Piece => ({
    ...piece,
    address: start,
    bytes: end - start,
    object,
  });
  return [
    ...known.map(({ place, object }) => pieceOf(place, object)),
    ...rest.map((place) => pieceOf(place, unnamed.object)),
  ];
}

function objectOf(symbol: ImageSymbol, sources: SourceIndex | undefined): string {
  const file = symbol.sourceFile ?? (symbol.kind === 'function' ? sources?.at(symbol.address)?.unit : undefined);
  return file === undefined || file === '' ? unnamed.object : (file.split(/[\\/]/).at(-1) ?? file);
}

/** The section in pieces: its symbols, each byte once, and what lies between them. */
function cover(
  section: ImageSection,
  symbols: readonly ImageSymbol[],
  name: (symbol: ImageSymbol) => Pick<Piece, 'symbol' | 'object'>,
): Piece[] {
  const pieces: Piece[] = [];
  const end = section.address + section.sizeBytes;
  let at = section.address;
  const gapTo = (next: number): void => {
    if (next <= at) return;
    const { symbol, object } = unnamed;
    pieces.push({ address: at, bytes: next - at, section: section.name, object, symbol });
    at = next;
  };
  for (const symbol of symbols) {
    const last = Math.min(symbol.address + symbol.sizeBytes, end);
    if (last <= at) continue;
    gapTo(symbol.address);
    pieces.push({ address: at, bytes: last - at, section: section.name, ...name(symbol) });
    at = last;
  }
  gapTo(end);
  return pieces;
}

/** A segment's bytes by section, and what lies between its sections. */
function flashRows(segment: Segment, image: FirmwareImage, device: Device, describe: Describe): Attribution[] {
  const from = segment.virtualAddress;
  const to = from + segment.bytes.length;
  const sections = image.sections
    .filter(
      ({ allocated, hasBytes, address, sizeBytes }) =>
        allocated && hasBytes && sizeBytes > 0 && address >= from && address + sizeBytes <= to,
    )
    .sort((a, b) => a.address - b.address);
  const region = regionAt(device, segment.loadAddress);
  const rows: Attribution[] = [];
  let at = from;
  for (const section of sections) {
    if (section.address < at) continue;
    if (section.address > at) rows.push(gap(region, section.address - at));
    rows.push(...describe(section).map((piece) => row('flash', region, piece)));
    at = section.address + section.sizeBytes;
  }
  if (to > at) rows.push(gap(region, to - at));
  return rows;
}

function ramRows(section: ImageSection, device: Device, describe: Describe): Attribution[] {
  const region = device.regions.find((candidate) => candidate.kind === 'ram' && contains(candidate, section.address));
  if (!section.allocated || region === undefined) return [];
  return describe(section).map((piece) => row('ram', region.name, piece));
}

const row = (memory: Attribution['memory'], region: string, piece: Piece): Attribution => ({
  memory,
  region,
  object: piece.object,
  section: piece.section,
  symbol: piece.symbol,
  bytes: piece.bytes,
});

const gap = (region: string, bytes: number): Attribution => ({ memory: 'flash', region, ...unnamed, bytes });

function regionAt(device: Device, address: number): string {
  return device.regions.find((region) => contains(region, address))?.name ?? '(outside the part)';
}
