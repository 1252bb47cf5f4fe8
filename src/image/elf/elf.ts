import type { FirmwareImage } from '../types.ts';
import { readCpuAttributes } from './attributes.ts';
import { readElfHeader } from './header.ts';
import { toProgramSpace } from './program-space.ts';
import { ElfReader } from './reader.ts';
import { readRelocations } from './relocations.ts';
import { readSectionHeaders, sectionTypes, toImageSection } from './sections.ts';
import { readSegments } from './segments.ts';
import { namedSymbols, readSymbolTable } from './symbols.ts';

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
  return {
    format: 'elf',
    machine: header.machine,
    entry: header.entry,
    cpu: header.machine === 'arm' ? readCpuAttributes(reader, sections) : undefined,
    segments,
    sections: sections.filter((section) => section.type !== sectionTypes.none).map(toImageSection),
    symbols: table === undefined ? [] : namedSymbols(table),
    relocations: table === undefined ? [] : readRelocations(reader, sections, table, header.machine),
  };
}
