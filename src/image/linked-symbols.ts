import type { FirmwareImage, ImageSymbol } from './types.ts';

/** A function or variable of an image, and the memory it takes. */
export interface LinkedSymbol {
  /** With a number where several local ones share it. */
  readonly name: string;
  readonly flashBytes: number;
  readonly ramBytes: number;
}

/**
 * Everything in an image that has a name and a size. Variables with initial values take both memories; padding and what
 * has no symbol is in none of them.
 */
export function linkedSymbols({ symbols, sections }: FirmwareImage): LinkedSymbol[] {
  const allocated = sections.filter((section) => section.allocated);
  const seen = new Map<string, number>();
  const linked: LinkedSymbol[] = [];
  let end = 0;
  for (const { name, address, sizeBytes } of inPlace(symbols)) {
    const section = allocated.find((candidate) => address >= candidate.address && address < endOf(candidate));
    // A second name of what has just been taken in.
    if (section === undefined || address + sizeBytes <= end) continue;
    end = address + sizeBytes;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    linked.push({
      name: count === 1 ? name : `${name}#${count}`,
      flashBytes: section.hasBytes ? sizeBytes : 0,
      ramBytes: section.writable ? sizeBytes : 0,
    });
  }
  return linked;
}

const endOf = ({ address, sizeBytes }: { readonly address: number; readonly sizeBytes: number }): number =>
  address + sizeBytes;

const inPlace = (symbols: readonly ImageSymbol[]): ImageSymbol[] =>
  symbols
    .filter(({ kind, sizeBytes }) => kind !== 'label' && sizeBytes > 0)
    .sort((a, b) => a.address - b.address || b.sizeBytes - a.sizeBytes || a.name.localeCompare(b.name));
