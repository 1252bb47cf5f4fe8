import { DwarfEnd } from './cursor.ts';
import { readLineHeader } from './line-header.ts';
import { type LineRow, runLineProgram } from './line-program.ts';
import type { DebugSections, SourceLine } from './types.ts';

/** Finds source lines by address. */
export interface SourceIndex {
  /** The line the instruction at an address comes from; undefined where the debug data do not say. */
  at(address: number): SourceLine | undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly source: SourceLine;
}

/**
 * Reads the line tables of an image (`.debug_line`, DWARF 2 to 5). Damaged data end the reading where the damage is:
 * source lines are a help, not a figure.
 */
export function indexSourceLines(sections: DebugSections): SourceIndex {
  const ranges = readRows(sections)
    .flatMap(({ unit, rows }) => rangesOf(unit, rows))
    .sort((a, b) => a.start - b.start);
  return {
    at: (address) => {
      let low = 0;
      let high = ranges.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (ranges[middle]!.start <= address) low = middle + 1;
        else high = middle;
      }
      const range = ranges[low - 1];
      return range !== undefined && address < range.end ? range.source : undefined;
    },
  };
}

/** The line table of one compilation unit. */
interface UnitRows {
  readonly unit: string;
  readonly rows: readonly LineRow[];
}

/** The rows of each unit. */
export function readRows(sections: DebugSections): UnitRows[] {
  const units: UnitRows[] = [];
  for (let offset = 0; offset + 4 <= sections.line.length; ) {
    try {
      const { header, endOffset } = readLineHeader(sections, offset);
      if (header !== undefined) {
        // The first file of the table is the one that was compiled.
        const unit = header.files[header.version >= 5 ? 0 : 1] ?? '';
        units.push({ unit, rows: runLineProgram(sections.line, header) });
      }
      offset = endOffset;
    } catch (error) {
      if (error instanceof DwarfEnd) return units;
      throw error;
    }
  }
  return units;
}

/** What lies between two rows comes from the first. Code that was not linked is at address 0 and left out. */
function rangesOf(unit: string, rows: readonly LineRow[]): Range[] {
  const ranges: Range[] = [];
  let isLinked = false;
  for (const [index, row] of rows.entries()) {
    if (index === 0 || rows[index - 1]!.endsSequence) isLinked = row.address !== 0;
    const next = rows[index + 1];
    if (row.endsSequence || !isLinked || next === undefined || next.address <= row.address) continue;
    ranges.push({ start: row.address, end: next.address, source: { unit, file: row.file, line: row.line } });
  }
  return ranges;
}
