import {
  accepts,
  extractFields,
  type Fields,
  makeMatcher,
  type Pattern,
  parsePattern,
} from '../../wasm/cortex-m/isa/match.ts';
import { instructionTable } from '../../wasm/cortex-m/isa/table.ts';
import type { InstructionRow } from '../../wasm/cortex-m/isa/types.ts';
import type { Random } from '../oracle/random.ts';

export interface Encoding {
  readonly row: InstructionRow;
  readonly pattern: Pattern;
  /** First halfword in the upper half when the instruction has 32 bits. */
  readonly encoding: number;
  readonly fields: Fields;
}

const match = makeMatcher(instructionTable);
const maxAttempts = 20_000;

/** Encoding with these fields; letters that are missing stay 0. */
export function encodeFields(pattern: Pattern, fields: Fields): number {
  let encoding = pattern.value;
  for (const [letter, parts] of pattern.fields) {
    for (const { shift, width, to } of parts) {
      encoding |= (((fields[letter] ?? 0) >>> to) & ((1 << width) - 1)) << shift;
    }
  }
  return encoding >>> 0;
}

/**
 * Random encoding that the decoder gives to this row and that `suits`. Throws when none is found: the row is then
 * hidden behind others, or the demand cannot be met.
 */
export function randomEncoding(
  row: InstructionRow,
  random: Random,
  suits: (fields: Fields) => boolean = () => true,
): Encoding {
  const pattern = parsePattern(row);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const bits = pattern.bits === 32 ? random.word() : random.word() & 0xffff;
    const encoding = ((bits & ~pattern.mask) | pattern.value) >>> 0;
    const fields = extractFields(pattern, encoding);
    if (accepts(row, fields) && suits(fields) && match(encoding, pattern.bits === 32)?.row.id === row.id) {
      return { row, pattern, encoding, fields };
    }
  }
  throw new Error(`${row.id}: no encoding found in ${maxAttempts} attempts`);
}

/** Halfwords of an encoding in the order of their addresses. */
export function halfwordsOf({ pattern, encoding }: Pick<Encoding, 'pattern' | 'encoding'>): number[] {
  return pattern.bits === 32 ? [encoding >>> 16, encoding & 0xffff] : [encoding];
}
