import { avrRows } from '../../../wasm/avr/isa/index.ts';
import { type AvrOperation, avrOperations, isTwoWords } from '../../../wasm/avr/isa/operations.ts';
import type { AvrInstructionRow } from '../../../wasm/avr/isa/types.ts';

/** One instruction word (or two) taken apart. `fields` holds the raw bits of every letter of the pattern. */
export interface AvrInstruction {
  readonly row: AvrInstructionRow;
  readonly rowIndex: number;
  readonly operation: AvrOperation;
  readonly words: 1 | 2;
  readonly fields: Readonly<Record<string, number>>;
}

interface CompiledRow {
  readonly row: AvrInstructionRow;
  readonly rowIndex: number;
  readonly operation: AvrOperation;
  readonly mask: number;
  readonly value: number;
  readonly letters: string;
  readonly excluded: readonly { readonly field: string; readonly values: readonly number[] }[];
}

const bitsOf = (pattern: string): string => pattern.replace(/[ |]/g, '');

function compileRow(row: AvrInstructionRow, rowIndex: number): CompiledRow {
  const letters = bitsOf(row.pattern);
  let mask = 0;
  let value = 0;
  for (const bit of letters.slice(0, 16)) {
    mask = (mask << 1) | (bit === '0' || bit === '1' ? 1 : 0);
    value = (value << 1) | (bit === '1' ? 1 : 0);
  }
  const operation = avrOperations.find(({ name }) => name === row.operation);
  if (!operation) throw new Error(`wasm/avr/isa: row ${row.id} names the unknown operation ${row.operation}`);
  const excluded = (row.where ?? '')
    .split(' ')
    .filter(Boolean)
    .map((condition) => {
      const [field = '', values = ''] = condition.split('!=');
      return { field, values: values.split(',').map(Number) };
    });
  return { row, rowIndex, operation, mask, value, letters, excluded };
}

function fieldsOf(letters: string, words: number): Record<string, number> {
  const fields: Record<string, number> = {};
  for (let bit = 0; bit < letters.length; bit++) {
    const letter = letters[bit]!;
    if (letter === '0' || letter === '1') continue;
    fields[letter] = (fields[letter] ?? 0) * 2 + (Math.floor(words / 2 ** (letters.length - 1 - bit)) % 2);
  }
  return fields;
}

/** From an instruction word and the one after it to the instruction, or undefined where the word is none. */
export type AvrDecoder = (word: number, nextWord: number) => AvrInstruction | undefined;

/** A decoder for the cores' common table. Making one compiles the table: keep it. */
export function createAvrDecoder(): AvrDecoder {
  const rows = avrRows.map(compileRow);
  return (word, nextWord) => {
    for (const candidate of rows) {
      if ((word & candidate.mask) !== candidate.value) continue;
      const two = isTwoWords(candidate.operation);
      const fields = fieldsOf(candidate.letters, two ? word * 65536 + nextWord : word);
      if (candidate.excluded.some(({ field, values }) => values.includes(fields[field] ?? 0))) continue;
      const { row, rowIndex, operation } = candidate;
      return { row, rowIndex, operation, words: two ? 2 : 1, fields };
    }
    return undefined;
  };
}

/** Applies the `*2+24` of an operand template such as `{d:*2+24}` to the raw field. */
export function operandValue(row: AvrInstructionRow, field: string, raw: number): number {
  const format = new RegExp(`\\{${field}:(?:\\*(\\d+))?(?:\\+(\\d+))?`).exec(row.operands);
  return raw * Number(format?.[1] ?? 1) + Number(format?.[2] ?? 0);
}

/** Sign-extends the low `bits` of a number. */
export const signExtend = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

/**
 * Where a jump, call or branch goes.
 * @param wordAddress of the instruction itself
 * @returns a word address, or undefined for an instruction without a direct target
 */
export function directTarget(instruction: AvrInstruction, wordAddress: number): number | undefined {
  const { row, fields } = instruction;
  const k = fields.k ?? 0;
  if (row.operands.includes('{k:abs}')) return k;
  if (row.operands.includes('{k:rel12}')) return wordAddress + 1 + signExtend(k, 12);
  if (row.operands.includes('{k:rel7}')) return wordAddress + 1 + signExtend(k, 7);
  return undefined;
}
