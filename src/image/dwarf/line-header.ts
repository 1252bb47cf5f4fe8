import { DwarfCursor } from './cursor.ts';
import type { DebugSections } from './types.ts';

/** The header of one line number program: DWARF 5, section 6.2.4, and the older forms of versions 2 to 4. */
export interface LineHeader {
  readonly version: number;
  readonly addressBytes: number;
  readonly minimumInstructionBytes: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  readonly operandCounts: readonly number[];
  /** By the file register of the line program: from 1 before version 5, from 0 since. */
  readonly files: readonly string[];
  readonly programOffset: number;
  readonly endOffset: number;
}

const contentPath = 1;
/** DW_FORM codes that may stand in a version 5 file table: section 7.5.6. */
const form = { string: 0x08, lineStrp: 0x1f, strp: 0x0e, data16: 0x1e, udata: 0x0f, block: 0x09 } as const;
const fixedFormBytes: Readonly<Record<number, number>> = { 11: 1, 5: 2, 6: 4, 7: 8, [form.data16]: 16 };

/**
 * Reads the header at an offset of `.debug_line`; undefined for 64-bit DWARF and versions that are not known, whose
 * place is skipped.
 * @throws DwarfEnd
 */
export function readLineHeader(
  sections: DebugSections,
  offset: number,
): { readonly header: LineHeader | undefined; readonly endOffset: number } {
  const cursor = new DwarfCursor(sections.line, offset);
  const unitBytes = cursor.u32();
  const endOffset = cursor.offset + unitBytes;
  if (unitBytes >= 0xfffffff0) return { header: undefined, endOffset: sections.line.length };
  const version = cursor.u16();
  if (version < 2 || version > 5) return { header: undefined, endOffset };
  const addressBytes = version >= 5 ? cursor.u8() : 4;
  if (version >= 5) cursor.skip(1);
  const headerBytes = cursor.u32();
  const programOffset = cursor.offset + headerBytes;
  const minimumInstructionBytes = cursor.u8();
  if (version >= 4) cursor.skip(1);
  cursor.skip(1);
  const lineBase = cursor.i8();
  const lineRange = cursor.u8();
  const opcodeBase = cursor.u8();
  const operandCounts = Array.from({ length: Math.max(0, opcodeBase - 1) }, () => cursor.u8());
  const files = version >= 5 ? readFileTable(cursor, sections) : readOldFileTable(cursor);
  const header = {
    version,
    addressBytes,
    minimumInstructionBytes,
    lineBase,
    lineRange: Math.max(1, lineRange),
    opcodeBase,
    operandCounts,
    files,
    programOffset,
    endOffset,
  };
  return { header, endOffset };
}

/** Versions 2 to 4: directories, then files with directory, time and size; the first file is number 1. */
function readOldFileTable(cursor: DwarfCursor): string[] {
  while (cursor.text() !== '');
  const files = [''];
  for (let name = cursor.text(); name !== ''; name = cursor.text()) {
    files.push(name);
    for (let field = 0; field < 3; field++) cursor.unsigned();
  }
  return files;
}

/** Version 5: tables that say themselves what an entry is made of. */
function readFileTable(cursor: DwarfCursor, sections: DebugSections): string[] {
  readEntries(cursor, sections);
  return readEntries(cursor, sections);
}

function readEntries(cursor: DwarfCursor, sections: DebugSections): string[] {
  const formats = Array.from({ length: cursor.u8() }, () => ({ content: cursor.unsigned(), form: cursor.unsigned() }));
  const names: string[] = [];
  // Entries without fields take no bytes: their count says nothing.
  if (formats.length === 0) return cursor.unsigned() === 0 ? names : [];
  for (let left = cursor.unsigned(); left > 0; left--) {
    let name = '';
    for (const { content, form: code } of formats) {
      const value = readForm(cursor, code, sections);
      if (content === contentPath) name = value;
    }
    names.push(name);
  }
  return names;
}

/** The text of a form that has one. */
function readForm(cursor: DwarfCursor, code: number, { lineStrings, strings }: DebugSections): string {
  switch (code) {
    case form.string:
      return cursor.text();
    case form.lineStrp:
      return new DwarfCursor(lineStrings, cursor.u32()).text();
    case form.strp:
      return new DwarfCursor(strings, cursor.u32()).text();
    case form.udata:
      cursor.unsigned();
      return '';
    case form.block:
      cursor.skip(cursor.unsigned());
      return '';
    default:
      cursor.skip(fixedFormBytes[code] ?? Number.POSITIVE_INFINITY);
      return '';
  }
}
