import { describe, expect, it } from 'vitest';
import { disassembleCode, disassembleInstruction, itConditions } from '../../src/simulate/cortex-m/disassemble.ts';
import type { Fields } from '../../wasm/cortex-m/isa/match.ts';
import { instructionTable } from '../../wasm/cortex-m/isa/table.ts';
import type { InstructionRow } from '../../wasm/cortex-m/isa/types.ts';
import { randomFrom, seedFromEnvironment } from '../oracle/random.ts';
import { compileSample } from './compile-sample.ts';
import { objdumpRaw } from './objdump.ts';
import { type Encoding, halfwordsOf, randomEncoding } from './random-encoding.ts';
import { canonical } from './respell.ts';
import { isPredictableSpecialRegister } from './special-registers.ts';

const nop = 0xbf00;
/** Operations of instructions that may not be in an IT block, or ignore its condition. */
const notConditional = new Set(['it', 'cbz', 'cbnz', 'bCond', 'cpsie', 'cpsid', 'bkpt', 'udf']);
const random = randomFrom(seedFromEnvironment());

interface Placed extends Encoding {
  readonly address: number;
  readonly condition: number | undefined;
}

const bytesOf = (halfwords: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(halfwords).buffer);

/**
 * binutils names reserved barriers after later architectures' instructions and drops the condition of those, so inside
 * an IT block they are left out; unallocated hints too (below).
 */
function isComparable(row: InstructionRow, fields: Fields, condition: number | undefined): boolean {
  const hasLaterName = row.operation === 'barrier' && fields.i !== 15;
  return isPredictableSpecialRegister(row, fields) && !(condition !== undefined && hasLaterName);
}

/** Puts encodings one after the other; each is led in by the given halfwords, and IT gets instructions to rule. */
function place(
  rows: readonly InstructionRow[],
  encodingsPerRow: number,
  condition?: number,
): { code: number[]; placed: Placed[] } {
  const code: number[] = [];
  const placed: Placed[] = [];
  for (const row of rows) {
    for (let count = 0; count < encodingsPerRow; count++) {
      const encoding = randomEncoding(row, random, (fields) => isComparable(row, fields, condition));
      if (condition !== undefined) code.push(0xbf08 | (condition << 4));
      placed.push({ ...encoding, address: code.length * 2, condition });
      code.push(...halfwordsOf(encoding));
      if (row.operation === 'it') code.push(nop, nop, nop, nop);
    }
  }
  return { code, placed };
}

/** Instructions that differ from objdump, as text. */
function differences({ code, placed }: ReturnType<typeof place>): string[] {
  const listing = objdumpRaw(bytesOf(code));
  return placed.flatMap(({ row, address, condition, ...encoding }) => {
    const [first, second] = halfwordsOf(encoding);
    const { text } = disassembleInstruction(address, first!, second ?? 0, condition);
    const expected = listing.get(address);
    return canonical(text) === expected
      ? []
      : [`${row.id} ${encoding.encoding.toString(16)}: ${text}, not ${expected}`];
  });
}

describe('disassembler', () => {
  it('gives the instructions of an IT block their conditions', () => {
    const code = bytesOf([0xbfca, 0xee30, 0x0a81, 0x4348, 0xf201, 0x0004, 0x1888]);
    expect(disassembleCode(code, 0).map(({ text }) => text)).toEqual([
      'itet gt',
      'vaddgt.f32 s0, s1, s2',
      'mulle r0, r1, r0',
      'addwgt r0, r1, #4',
      'adds r0, r1, r2',
    ]);
  });

  it('shows what it cannot read as data', () => {
    const code = bytesOf([0xde00, 0xee00, 0x0f00, 0xf7ff]);
    expect(disassembleCode(code, 0).map(({ text }) => text)).toEqual([
      'udf #0',
      '.inst.w 0xee000f00',
      '.inst.n 0xf7ff',
    ]);
  });

  it('agrees with objdump on random encodings of every row', () => {
    expect(differences(place(instructionTable, 50))).toEqual([]);
  });

  it.each([0, 1, 10, 13])('agrees with objdump inside an IT block of condition %i', (condition) => {
    const rows = instructionTable.filter(
      ({ operation, mnemonic }) => !notConditional.has(operation) && mnemonic !== 'HINT',
    );
    expect(differences(place(rows, 10, condition))).toEqual([]);
  });

  it('agrees with objdump on every instruction of a compiled program with its C library', () => {
    const { code, listing } = compileSample();
    const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
    let conditions: readonly number[] = [];
    const wrong: string[] = [];
    for (const [address, expected] of listing) {
      const first = view.getUint16(address, true);
      const second = address + 4 <= code.length ? view.getUint16(address + 2, true) : 0;
      const line = disassembleInstruction(address, first, second, conditions[0]);
      conditions = line.row?.operation === 'it' ? itConditions(first) : conditions.slice(1);
      if (canonical(line.text) !== expected) wrong.push(`${address.toString(16)}: ${line.text}, not ${expected}`);
    }
    expect(listing.size).toBeGreaterThan(10_000);
    expect(wrong).toEqual([]);
  });
});
