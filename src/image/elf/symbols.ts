import type { FirmwareImage, ImageSymbol } from '../types.ts';
import type { ElfReader } from './reader.ts';
import { type SectionHeader, sectionTypes } from './sections.ts';
import { StringTable } from './strings.ts';

const entryBytes = 16;
const undefinedSection = 0; // SHN_UNDEF
const commonSection = 0xfff2; // SHN_COMMON: no address yet
const bindings = ['local', 'global', 'weak'] as const; // STB_*
const kinds = ['label', 'object', 'function', 'section'] as const; // STT_NOTYPE, OBJECT, FUNC, SECTION

/** A symbol as relocations see it: section symbols keep their place in the table and carry the section's name. */
export interface TableSymbol extends Omit<ImageSymbol, 'kind'> {
  readonly kind: ImageSymbol['kind'] | 'section';
}

/** The symbol table in table order, so that relocations can refer to its entries by index. */
export interface SymbolTable {
  readonly sectionIndex: number;
  /** `undefined` where an entry is no place in the program: files, undefined and common symbols, thread-local data. */
  readonly entries: readonly (TableSymbol | undefined)[];
}

/**
 * Reads the symbol table; undefined when the file has been stripped.
 * @param shiftOf what to add to the addresses of a section's symbols, by section index
 * @throws ImageError
 */
export function readSymbolTable(
  reader: ElfReader,
  sections: readonly SectionHeader[],
  machine: FirmwareImage['machine'],
  shiftOf: (sectionIndex: number) => number = () => 0,
): SymbolTable | undefined {
  // A linked file has one at most.
  const sectionIndex = sections.findIndex((section) => section.type === sectionTypes.symbolTable);
  const header = sections[sectionIndex];
  if (header === undefined) return undefined;
  reader.slice(header.offset, header.sizeBytes, 'the symbol table');
  const stringHeader = sections[header.link];
  if (stringHeader === undefined) throw reader.error('the symbol table has no string table');
  const names = new StringTable(reader, stringHeader);
  const entries = Array.from({ length: Math.floor(header.sizeBytes / entryBytes) }, (_, index) =>
    readSymbol(reader, sections, header.offset + index * entryBytes, names, machine, shiftOf),
  );
  return { sectionIndex, entries: withSourceFiles(entries, reader, header.offset, names) };
}

/** STT_FILE: the local symbols behind it come from that source file (System V ABI, symbol table). */
const fileKind = 4;

function withSourceFiles(
  entries: readonly (TableSymbol | undefined)[],
  reader: ElfReader,
  offset: number,
  names: StringTable,
): (TableSymbol | undefined)[] {
  const what = 'the symbol table';
  let file = '';
  return entries.map((symbol, index) => {
    const at = offset + index * entryBytes;
    if ((reader.u8(at + 12, what) & 15) === fileKind) file = names.at(reader.u32(at, what));
    return symbol !== undefined && symbol.binding === 'local' && file !== '' ? { ...symbol, sourceFile: file } : symbol;
  });
}

function readSymbol(
  reader: ElfReader,
  sections: readonly SectionHeader[],
  offset: number,
  names: StringTable,
  machine: FirmwareImage['machine'],
  shiftOf: (sectionIndex: number) => number,
): TableSymbol | undefined {
  const what = 'the symbol table';
  const info = reader.u8(offset + 12, what);
  const sectionIndex = reader.u16(offset + 14, what);
  const kind = kinds[info & 15];
  const binding = bindings[info >> 4];
  if (kind === undefined || binding === undefined) return undefined;
  if (sectionIndex === undefinedSection || sectionIndex === commonSection) return undefined;
  const value = reader.u32(offset + 4, what) + shiftOf(sectionIndex);
  const ownName = names.at(reader.u32(offset, what));
  return {
    name: kind === 'section' ? (sections[sectionIndex]?.name ?? ownName) : ownName,
    // Bit 0 of a function says Thumb (AAELF32, "Symbol Values").
    address: kind === 'function' && machine === 'arm' ? (value & ~1) >>> 0 : value,
    sizeBytes: reader.u32(offset + 8, what),
    kind,
    binding,
  };
}

// AAELF32, "Mapping symbols": $a, $t, $d and $x mark where code turns into data; they name nothing.
const mappingSymbol = /^\$[adtx](\..*)?$/;

/** The symbols a person would recognise: named places, without sections and mapping symbols. */
export function namedSymbols(table: SymbolTable): ImageSymbol[] {
  return table.entries.flatMap((symbol) => {
    if (symbol === undefined || symbol.kind === 'section') return [];
    if (symbol.name === '' || mappingSymbol.test(symbol.name)) return [];
    return [{ ...symbol, kind: symbol.kind }];
  });
}
