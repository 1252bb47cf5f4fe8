import type { DebugSections } from '../dwarf/types.ts';
import type { FirmwareImage } from '../types.ts';
import { readCpuAttributes } from './attributes.ts';
import { dataInCode } from './data-in-code.ts';
import { readElfHeader } from './header.ts';
import { toProgramSpace } from './program-space.ts';
import { ElfReader } from './reader.ts';
import { readRelocations } from './relocations.ts';
import { readSectionHeaders, type SectionHeader, sectionTypes, toImageSection } from './sections.ts';
import { readSegments } from './segments.ts';
import { namedSymbols, readSymbolTable } from './symbols.ts';

/** SHF_COMPRESSED. */
const compressed = 0x800;

/**
 * Reads a linked 32-bit little-endian ELF for Arm or AVR. Segment bytes are views of `bytes`; everything else that is
 * allocated is bounded by the file's size.
 * @param name the file's name, for messages
 * @throws ImageError
 */
export function readElf(bytes: Uint8Array, name: string): Omit<FirmwareImage, 'sha256'> {
  const reader = new ElfReader(bytes, name);
  const header = readElfHeader(reader);
  const loadable = readSegments(reader, header);
  if (loadable.length === 0) {
    throw reader.error('this ELF has nothing to load', 'Give the linked firmware, not a file with debug data alone.');
  }
  const headers = readSectionHeaders(reader, header);
  const { segments, sections, shiftOf } = toProgramSpace(header.machine, loadable, headers);
  const table = readSymbolTable(reader, sections, header.machine, shiftOf);
  const imageSections = sections.filter((section) => section.type !== sectionTypes.none).map(toImageSection);
  return {
    format: 'elf',
    machine: header.machine,
    entry: header.entry,
    cpu: header.machine === 'arm' ? readCpuAttributes(reader, sections) : undefined,
    segments,
    sections: imageSections,
    symbols: table === undefined ? [] : namedSymbols(table),
    relocations: table === undefined ? [] : readRelocations(reader, sections, table, header.machine, shiftOf),
    dataInCode: table === undefined ? [] : dataInCode(table, imageSections),
    debug: debugSections(reader, sections),
  };
}

/** Views of the sections that source lines are read from. Compressed ones (SHF_COMPRESSED) are left out. */
function debugSections(reader: ElfReader, sections: readonly SectionHeader[]): DebugSections | undefined {
  const bytesOf = (name: string): Uint8Array => {
    const section = sections.find((candidate) => candidate.name === name);
    if (section === undefined || section.flags & compressed) return new Uint8Array();
    return reader.slice(section.offset, section.sizeBytes, `section ${name}`);
  };
  const line = bytesOf('.debug_line');
  if (line.length === 0) return undefined;
  return { line, lineStrings: bytesOf('.debug_line_str'), strings: bytesOf('.debug_str') };
}
