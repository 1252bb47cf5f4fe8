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
  readonly form: OperandForm;
}

/** How the operands of a row are written in its fields. */
interface OperandForm {
  /** What the operand template does to a raw field: `{d:*2+24}`. */
  readonly scales: Readonly<Record<string, Scale>>;
  /** What field `k` is: the address to go to, or bits of a distance from the next instruction. */
  readonly reach: 'absolute' | 12 | 7 | undefined;
}

interface Scale {
  readonly factor: number;
  readonly offset: number;
}

interface CompiledRow {
  readonly row: AvrInstructionRow;
  readonly rowIndex: number;
  readonly operation: AvrOperation;
  readonly words: 1 | 2;
  readonly form: OperandForm;
  readonly mask: number;
  readonly value: number;
  /** Each letter of the pattern with the places of its bits, counted from the last bit, most significant first. */
  readonly fields: readonly { readonly letter: string; readonly places: readonly number[] }[];
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
  const excluded = (row.where ?? '')
    .split(' ')
    .filter(Boolean)
    .map((condition) => {
      const [field = '', values = ''] = condition.split('!=');
      return { field, values: values.split(',').map(Number) };
    });
  const operation = avrOperations.find(({ name }) => name === row.operation);
  if (!operation) throw new Error(`wasm/avr/isa: row ${row.id} names the unknown operation ${row.operation}`);
  const words = isTwoWords(operation) ? 2 : 1;
  return { row, rowIndex, operation, words, form: formOf(row), mask, value, fields: fieldsIn(letters), excluded };
}

function formOf({ operands }: AvrInstructionRow): OperandForm {
  const templates = [...operands.matchAll(/\{(\w):(?:\*(\d+))?(?:\+(\d+))?/g)];
  const scales = templates.map(([, field, factor = 1, offset = 0]) => [
    field,
    { factor: Number(factor), offset: Number(offset) },
  ]);
  const [, reach] = /\{k:(abs|rel12|rel7)\}/.exec(operands) ?? [];
  const reaches = { abs: 'absolute', rel12: 12, rel7: 7 } as const;
  return {
    scales: Object.fromEntries(scales),
    reach: reach === undefined ? undefined : reaches[reach as keyof typeof reaches],
  };
}

function fieldsIn(letters: string): CompiledRow['fields'] {
  const names = [...new Set(letters.replace(/[01]/g, ''))];
  const placesOf = (letter: string) =>
    [...letters].flatMap((each, at) => (each === letter ? letters.length - 1 - at : []));
  return names.map((letter) => ({ letter, places: placesOf(letter) }));
}

function fieldsOf({ fields }: CompiledRow, words: number): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { letter, places } of fields) {
    let value = 0;
    for (const place of places) value = value * 2 + ((words >>> place) & 1);
    values[letter] = value;
  }
  return values;
}

/** From an instruction word and the one after it to the instruction, or undefined where the word is none. */
export type AvrDecoder = (word: number, nextWord: number) => AvrInstruction | undefined;

/** A decoder for the cores' common table. Making one compiles the table: keep it. */
export function createAvrDecoder(): AvrDecoder {
  const rows = avrRows.map(compileRow);
  // The rows that are left when the upper byte of a word is known: a few of more than a hundred.
  const byUpperByte = Array.from({ length: 256 }, (_, upper) =>
    rows.filter(({ mask, value }) => ((upper << 8) & mask & 0xff00) === (value & 0xff00)),
  );
  return (word, nextWord) => {
    for (const candidate of byUpperByte[word >> 8]!) {
      if ((word & candidate.mask) !== candidate.value) continue;
      const { row, rowIndex, operation, words, form } = candidate;
      const fields = fieldsOf(candidate, words === 2 ? (word << 16) | nextWord : word);
      if (candidate.excluded.some(({ field, values }) => values.includes(fields[field] ?? 0))) continue;
      return { row, rowIndex, operation, words, fields, form };
    }
    return undefined;
  };
}

/** A field as the operand template has it: `{d:*2+24}` of the raw 3 is 30. */
export function operandValue({ form, fields }: AvrInstruction, field: string): number {
  const { factor, offset } = form.scales[field] ?? { factor: 1, offset: 0 };
  return (fields[field] ?? 0) * factor + offset;
}

/** Sign-extends the low `bits` of a number. */
export const signExtend = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

/**
 * Where a jump, call or branch goes.
 * @param wordAddress of the instruction itself
 * @returns a word address, or undefined for an instruction without a direct target
 */
export function directTarget({ form, fields }: AvrInstruction, wordAddress: number): number | undefined {
  const { reach } = form;
  if (reach === undefined) return undefined;
  const k = fields.k ?? 0;
  return reach === 'absolute' ? k : wordAddress + 1 + signExtend(k, reach);
}
