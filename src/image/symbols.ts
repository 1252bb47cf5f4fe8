import type { FirmwareImage, ImageSymbol } from './types.ts';

/** Symbols of one image, found by name and by address. */
export interface SymbolIndex {
  /** The symbol of that name; where files share a name, a global one before a weak one before a local one. */
  byName(name: string): ImageSymbol | undefined;
  /** The function that contains the instruction at `address`: for "where was the program counter". */
  functionAt(address: number): ImageSymbol | undefined;
  /** The variable of known size that a data address is in. */
  objectAt(address: number): ImageSymbol | undefined;
}

type SymbolSource = Pick<FirmwareImage, 'symbols' | 'sections'>;

/** Builds the index once: n log n in the number of symbols; look-ups are log n. */
export function indexSymbols(image: SymbolSource): SymbolIndex {
  const names = new Map<string, ImageSymbol>();
  for (const symbol of [...image.symbols].sort(byBinding)) {
    if (!names.has(symbol.name)) names.set(symbol.name, symbol);
  }
  const code = codeRanges(image);
  const objects = image.symbols.filter(({ kind, sizeBytes }) => kind === 'object' && sizeBytes > 0).sort(byAddress);
  return {
    byName: (name) => names.get(name),
    functionAt: (address) => {
      const range = lastAtOrBefore(code, address);
      return range !== undefined && address < range.end ? range.symbol : undefined;
    },
    objectAt: (address) => {
      const object = lastAtOrBefore(objects, address);
      return object !== undefined && address < object.address + object.sizeBytes ? object : undefined;
    },
  };
}

/** `symbol` covers addresses from its own up to `end`. */
interface CodeRange {
  readonly address: number;
  readonly symbol: ImageSymbol;
  readonly end: number;
}

/**
 * Functions by address, of several at one address the one to show, and the labels between them, such as hand-written
 * start-up code has. A symbol without a size reaches to the next one or the end of its section.
 */
function codeRanges({ symbols, sections }: SymbolSource): CodeRange[] {
  const code = sections.filter((section) => section.executable && section.allocated).sort(byAddress);
  const ranges: CodeRange[] = [];
  let covered = 0;
  for (const symbol of firstAtEachAddress(symbols)) {
    // A label inside a function of known size is a place in that function.
    if (symbol.kind === 'label' && symbol.address < covered) continue;
    const previous = ranges.at(-1);
    if (previous?.symbol.sizeBytes === 0) {
      ranges[ranges.length - 1] = { ...previous, end: Math.min(previous.end, symbol.address) };
    }
    const section = lastAtOrBefore(code, symbol.address);
    const sectionEnd = section === undefined ? 0 : section.address + section.sizeBytes;
    const end = symbol.sizeBytes > 0 ? symbol.address + symbol.sizeBytes : sectionEnd;
    if (symbol.address >= sectionEnd) continue;
    ranges.push({ address: symbol.address, symbol, end });
    if (symbol.sizeBytes > 0) covered = Math.max(covered, end);
  }
  return ranges;
}

/** Functions and labels in address order, one an address: functions before labels, global before weak before local. */
function firstAtEachAddress(symbols: readonly ImageSymbol[]): ImageSymbol[] {
  return symbols
    .filter((symbol) => symbol.kind !== 'object')
    .sort((a, b) => byAddress(a, b) || byKind(a, b) || byBinding(a, b))
    .filter((symbol, index, sorted) => symbol.address !== sorted[index - 1]?.address);
}

/** The last of `items`, which are in address order, that starts at or before `address`. */
function lastAtOrBefore<T extends { readonly address: number }>(items: readonly T[], address: number): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle]!.address <= address) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

const bindingRank = { global: 0, weak: 1, local: 2 } as const;
const kindRank = { function: 0, object: 1, label: 2 } as const;

function byAddress(a: { readonly address: number }, b: { readonly address: number }): number {
  return a.address - b.address;
}

function byBinding(a: ImageSymbol, b: ImageSymbol): number {
  return bindingRank[a.binding] - bindingRank[b.binding];
}

function byKind(a: ImageSymbol, b: ImageSymbol): number {
  return kindRank[a.kind] - kindRank[b.kind];
}
