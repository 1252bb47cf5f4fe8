import { type AvrInstruction, createAvrDecoder, directTarget, operandValue } from './decode.ts';

/** One instruction as text. */
export interface AvrLine {
  /** In bytes. */
  readonly address: number;
  readonly bytes: 2 | 4;
  readonly text: string;
}

/** BRBS and BRBC by the flag they test, as programmers write them: AVR Instruction Set Manual, "Branch Instructions". */
const branches = {
  BRBS: ['brcs', 'breq', 'brmi', 'brvs', 'brlt', 'brhs', 'brts', 'brie'],
  BRBC: ['brcc', 'brne', 'brpl', 'brvc', 'brge', 'brhc', 'brtc', 'brid'],
  BSET: ['sec', 'sez', 'sen', 'sev', 'ses', 'seh', 'set', 'sei'],
  BCLR: ['clc', 'clz', 'cln', 'clv', 'cls', 'clh', 'clt', 'cli'],
} as const;

/**
 * Text of every instruction of a piece of code in the manual's assembler syntax, in lower case; targets are byte
 * addresses. A word that is no instruction is shown as data.
 *
 * @param address of the first byte
 */
export function disassembleAvr(code: Uint8Array, address: number): AvrLine[] {
  const decode = createAvrDecoder();
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const wordAt = (offset: number): number => (offset + 2 <= code.length ? view.getUint16(offset, true) : 0);
  const lines: AvrLine[] = [];
  for (let offset = 0; offset + 2 <= code.length; ) {
    const word = wordAt(offset);
    const found = decode(word, wordAt(offset + 2));
    const bytes = found?.words === 2 ? 4 : 2;
    const text = found === undefined ? `.word 0x${hex(word, 4)}` : textOf(found, (address + offset) / 2);
    lines.push({ address: address + offset, bytes, text });
    offset += bytes;
  }
  return lines;
}

function textOf(instruction: AvrInstruction, wordAddress: number): string {
  const { row, fields } = instruction;
  const names = row.mnemonic in branches ? branches[row.mnemonic as keyof typeof branches] : undefined;
  const operands = row.operands.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, field: string, format = '') =>
    operandText(instruction, field, format, wordAddress),
  );
  if (names === undefined) return `${row.mnemonic.toLowerCase()} ${operands}`.trim();
  return `${names[fields.s ?? 0]} ${operands.split(', ').slice(1).join(', ')}`.trim();
}

function operandText(instruction: AvrInstruction, field: string, format: string, wordAddress: number): string {
  const raw = instruction.fields[field] ?? 0;
  if (format === 'abs' || format.startsWith('rel')) {
    return `0x${hex((directTarget(instruction, wordAddress) ?? 0) * 2, 4)}`;
  }
  if (format === 'hex') return `0x${hex(raw, 2)}`;
  return String(operandValue(instruction, field));
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
