import type { FirmwareImage, ImageRelocation } from '../types.ts';
import type { ElfReader } from './reader.ts';
import { isAllocated, type SectionHeader, sectionTypes } from './sections.ts';
import type { SymbolTable, TableSymbol } from './symbols.ts';

// AAELF32, "Relocation codes". The code names the field that holds the (already resolved) address.
const arm = { abs32: 2, rel32: 3, thmCall: 10, thmJump24: 30, target1: 38, prel31: 42, movw: 47, movt: 48 } as const;
/** Codes that say nothing about an address: R_ARM_NONE, R_ARM_V4BX. */
const armWithoutTarget: readonly number[] = [0, 40];

/** One entry of a SHT_REL or SHT_RELA section whose place and symbol are known. */
interface Entry {
  readonly type: number;
  readonly address: number;
  readonly symbol: TableSymbol;
  /** File offset of the patched field. */
  readonly fieldOffset: number;
  readonly addend: number;
}

/**
 * The relocations a link with `--emit-relocs` kept, for sections that are in memory while the program runs.
 * They are how `a refers to b` is known without decoding instructions.
 * @param shiftOf what was added to the addresses of a section's contents
 * @throws ImageError where an entry lies outside the section it belongs to
 */
export function readRelocations(
  reader: ElfReader,
  sections: readonly SectionHeader[],
  table: SymbolTable,
  machine: FirmwareImage['machine'],
  shiftOf: (sectionIndex: number) => number,
): ImageRelocation[] {
  const found: ImageRelocation[] = [];
  let entryCount = 0;
  for (const section of sections) {
    const target = sections[section.info];
    if (!isRelocationSection(section) || section.link !== table.sectionIndex || target === undefined) continue;
    if (!isAllocated(target) || target.type === sectionTypes.noBits) continue;
    for (const entry of readEntries(reader, section, target, table.entries, shiftOf(section.info))) {
      // A crafted file can name the same bytes in many sections; distinct entries take at least 8 bytes each.
      if (++entryCount > reader.bytes.length / 8) throw reader.error('its relocation sections overlap each other');
      const targetAddress = machine === 'arm' ? armTarget(reader, entry) : (entry.symbol.address + entry.addend) >>> 0;
      if (targetAddress === undefined) continue;
      found.push({ address: entry.address, targetAddress, symbolName: entry.symbol.name });
    }
  }
  return found;
}

function isRelocationSection(section: SectionHeader): boolean {
  return section.type === sectionTypes.relocations || section.type === sectionTypes.relocationsWithAddend;
}

function* readEntries(
  reader: ElfReader,
  section: SectionHeader,
  target: SectionHeader,
  symbols: readonly (TableSymbol | undefined)[],
  shift: number,
): Generator<Entry> {
  const what = `the relocations ${section.name}`;
  const withAddend = section.type === sectionTypes.relocationsWithAddend;
  const entryBytes = withAddend ? 12 : 8;
  reader.slice(section.offset, section.sizeBytes, what);
  for (let done = 0; done + entryBytes <= section.sizeBytes; done += entryBytes) {
    const offset = section.offset + done;
    const address = reader.u32(offset, what) + shift;
    const info = reader.u32(offset + 4, what);
    const symbol = symbols[info >>> 8];
    // Symbols without a place (weak and undefined) leave nothing to refer to.
    if (symbol === undefined) continue;
    if (address < target.address || address >= target.address + target.sizeBytes) {
      throw reader.error(`a relocation of ${target.name} lies outside that section`);
    }
    const addend = withAddend ? reader.i32(offset + 8, what) : 0;
    const fieldOffset = target.offset + (address - target.address);
    yield { type: info & 0xff, address, symbol, fieldOffset, addend };
  }
}

/** What the field refers to, without the Thumb bit; undefined for entries that refer to nothing. */
function armTarget(reader: ElfReader, entry: Entry): number | undefined {
  if (armWithoutTarget.includes(entry.type)) return undefined;
  // The other half of the pair: its MOVW, which comes first, already gave the whole address.
  if (entry.type === arm.movt) return undefined;
  const address = readArmField(reader, entry);
  return entry.symbol.kind === 'function' ? (address & ~1) >>> 0 : address;
}

function readArmField(reader: ElfReader, entry: Entry): number {
  const { address, fieldOffset, symbol } = entry;
  const what = 'a relocated field';
  switch (entry.type) {
    case arm.abs32:
    case arm.target1:
      return reader.u32(fieldOffset, what);
    case arm.rel32:
      return (address + reader.u32(fieldOffset, what)) >>> 0;
    case arm.prel31:
      return (address + ((reader.u32(fieldOffset, what) << 1) >> 1)) >>> 0;
    case arm.movw: {
      // The low half of symbol + addend; addends past 32 KiB do not fit a MOVW relocation of REL form.
      const low = movwImmediate(reader.u16(fieldOffset, what), reader.u16(fieldOffset + 2, what));
      return (symbol.address + (((low - symbol.address) << 16) >> 16)) >>> 0;
    }
    case arm.thmCall:
    case arm.thmJump24:
      // A named function is the destination even where the linker put a veneer between.
      return symbol.kind === 'section' ? branchTarget(reader, entry) : symbol.address;
    default:
      return symbol.address;
  }
}

/** imm4:i:imm3:imm8 of MOVW, encoding T3 (ARMv7-M ARM, A7.7.76). */
function movwImmediate(first: number, second: number): number {
  return ((first & 0xf) << 12) | ((first & 0x400) << 1) | ((second & 0x7000) >> 4) | (second & 0xff);
}

/** Destination of BL (T1) and B.W (T4), which share their immediate (ARMv7-M ARM, A7.7.18 and A7.7.12). */
function branchTarget(reader: ElfReader, entry: Entry): number {
  const first = reader.u16(entry.fieldOffset, 'a relocated branch');
  const second = reader.u16(entry.fieldOffset + 2, 'a relocated branch');
  const sign = (first >> 10) & 1;
  const i1 = 1 ^ ((second >> 13) & 1) ^ sign;
  const i2 = 1 ^ ((second >> 11) & 1) ^ sign;
  const offset = (sign << 24) | (i1 << 23) | (i2 << 22) | ((first & 0x3ff) << 12) | ((second & 0x7ff) << 1);
  return (entry.address + 4 + ((offset << 7) >> 7)) >>> 0;
}
