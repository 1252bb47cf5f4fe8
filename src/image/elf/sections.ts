import type { ImageSection } from '../types.ts';
import type { ElfHeader } from './header.ts';
import type { ElfReader } from './reader.ts';
import { StringTable } from './strings.ts';

/** Elf32_Shdr (gABI, "Section Header"), its name looked up. */
export interface SectionHeader {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly link: number;
  readonly info: number;
}

export const sectionTypes = { none: 0, symbolTable: 2, relocationsWithAddend: 4, noBits: 8, relocations: 9 } as const;
const flagWrite = 1;
const flagAllocate = 2;
const flagExecute = 4;
const headerBytes = 40;
const extendedIndex = 0xffff; // SHN_XINDEX: the real number is in section header 0

/** All section headers in file order; none in a file whose section table was stripped. @throws ImageError */
export function readSectionHeaders(reader: ElfReader, header: ElfHeader): SectionHeader[] {
  if (header.sectionHeaderOffset === 0) return [];
  const what = 'the section table';
  if (header.sectionHeaderBytes < headerBytes) {
    throw reader.error(`its section headers are ${header.sectionHeaderBytes} bytes long; they have ${headerBytes}`);
  }
  const first = header.sectionHeaderOffset;
  // 65,280 sections and more: the count is in sh_size and the names' index in sh_link of header 0.
  const count = header.sectionHeaderCount === 0 ? reader.u32(first + 20, what) : header.sectionHeaderCount;
  const namesIndex =
    header.sectionNamesIndex === extendedIndex ? reader.u32(first + 24, what) : header.sectionNamesIndex;
  reader.slice(first, count * header.sectionHeaderBytes, what);
  const offsetOf = (index: number) => first + index * header.sectionHeaderBytes;
  const names =
    namesIndex > 0 && namesIndex < count
      ? new StringTable(reader, readHeader(reader, offsetOf(namesIndex), undefined))
      : undefined;
  return Array.from({ length: count }, (_, index) => readHeader(reader, offsetOf(index), names));
}

function readHeader(reader: ElfReader, offset: number, names: StringTable | undefined): SectionHeader {
  const what = 'the section table';
  return {
    name: names?.at(reader.u32(offset, what)) ?? '',
    type: reader.u32(offset + 4, what),
    flags: reader.u32(offset + 8, what),
    address: reader.u32(offset + 12, what),
    offset: reader.u32(offset + 16, what),
    sizeBytes: reader.u32(offset + 20, what),
    link: reader.u32(offset + 24, what),
    info: reader.u32(offset + 28, what),
  };
}

/** Whether a section occupies memory while the program runs. */
export function isAllocated(header: SectionHeader): boolean {
  return (header.flags & flagAllocate) !== 0;
}

/** What the rest of preflash needs to know of a section. */
export function toImageSection(header: SectionHeader): ImageSection {
  return {
    name: header.name,
    address: header.address,
    sizeBytes: header.sizeBytes,
    allocated: isAllocated(header),
    hasBytes: header.type !== sectionTypes.noBits,
    executable: (header.flags & flagExecute) !== 0,
    writable: (header.flags & flagWrite) !== 0,
  };
}
