import { isWide, type Match, makeMatcher } from '../../../wasm/cortex-m/isa/match.ts';
import { instructionTable } from '../../../wasm/cortex-m/isa/table.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { conditionNames, renderOperands } from './disassemble-operands.ts';

/** One instruction as text. `row` is undefined when the encoding is not in the instruction table. */
export interface DisassembledInstruction {
  readonly address: number;
  readonly bytes: 2 | 4;
  /** First halfword in the upper half when the instruction has 32 bits. */
  readonly encoding: number;
  readonly text: string;
  readonly row: InstructionRow | undefined;
}

/** Conditions that an IT instruction leaves for the ones behind it: indexes into the condition table of A7.3. */
export type ItConditions = readonly number[];

const always = 14;
const match = makeMatcher(instructionTable);

/**
 * Text of one Thumb instruction in the manual's assembler syntax, in lower case: `addseq r0, r1, #4` has the address
 * of its target or literal resolved, and condition and flag suffix where the encoding has them.
 *
 * @param address where the instruction is, in bytes
 * @param first its first halfword
 * @param second the halfword behind it; ignored when the instruction has 16 bits
 * @param condition the condition an enclosing IT block gives it
 */
export function disassembleInstruction(
  address: number,
  first: number,
  second: number,
  condition?: number,
): DisassembledInstruction {
  const wide = isWide(first);
  const encoding = wide ? ((first << 16) | second) >>> 0 : first;
  const found = match(encoding, wide);
  const text = found === undefined ? undefinedText(encoding, wide) : instructionText(found, address, condition);
  return { address, bytes: wide ? 4 : 2, encoding, text, row: found?.row };
}

/**
 * Text of every instruction of a piece of code, which must consist of instructions only. A 32-bit instruction cut off
 * at the end is shown as data.
 */
export function disassembleCode(code: Uint8Array, address: number): DisassembledInstruction[] {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const lines: DisassembledInstruction[] = [];
  let conditions: ItConditions = [];
  for (let offset = 0; offset + 2 <= code.length; ) {
    const first = view.getUint16(offset, true);
    const isCutOff = isWide(first) && offset + 4 > code.length;
    const second = isWide(first) && !isCutOff ? view.getUint16(offset + 2, true) : 0;
    const line = isCutOff
      ? {
          address: address + offset,
          bytes: 2 as const,
          encoding: first,
          text: undefinedText(first, false),
          row: undefined,
        }
      : disassembleInstruction(address + offset, first, second, conditions[0]);
    lines.push(line);
    conditions = line.row?.operation === 'it' ? itConditions(first) : conditions.slice(1);
    offset += line.bytes;
  }
  return lines;
}

/** Conditions of the up to four instructions behind an IT instruction, ARMv7-M ARM A7.3.2. */
export function itConditions(halfword: number): ItConditions {
  const firstCondition = (halfword >>> 4) & 15;
  const mask = halfword & 15;
  const count = 4 - Math.log2(mask & -mask);
  const lowBit = (index: number): number => (index === 0 ? firstCondition & 1 : (mask >>> (4 - index)) & 1);
  return Array.from({ length: count }, (_, index) => (firstCondition & ~1) | lowBit(index));
}

function undefinedText(encoding: number, wide: boolean): string {
  return wide
    ? `.inst.w 0x${encoding.toString(16).padStart(8, '0')}`
    : `.inst.n 0x${encoding.toString(16).padStart(4, '0')}`;
}

function instructionText({ row, pattern, fields }: Match, address: number, condition: number | undefined): string {
  const own = row.mnemonic === 'B' && 'c' in fields ? fields.c : condition;
  const mnemonic = row.operation === 'it' ? itMnemonic(fields.c ?? 0, fields.x ?? 0) : row.mnemonic;
  const [stem = '', ...types] = mnemonic.toLowerCase().split('.');
  const suffixed = flagSuffixed(stem, pattern.bits === 16, fields.S === 1, condition !== undefined);
  const name = [suffixed + (conditionNames[own ?? always] ?? ''), ...types].join('.');
  const operands = renderOperands(row.operands, { fields, address });
  return operands === '' ? name : `${name} ${operands}`;
}

/** 16-bit data processing sets the flags outside an IT block only; 32-bit encodings have a bit for it. */
function flagSuffixed(stem: string, narrow: boolean, setsFlags: boolean, inItBlock: boolean): string {
  if (narrow && inItBlock && stem.endsWith('s')) return stem.slice(0, -1);
  return setsFlags ? `${stem}s` : stem;
}

/** IT with a T or E for each instruction after the first: T where the bit equals the condition's lowest. */
function itMnemonic(condition: number, mask: number): string {
  const letters = itConditions((condition << 4) | mask)
    .slice(1)
    .map((each) => (each === condition ? 't' : 'e'));
  return `it${letters.join('')}`;
}
