import { avrRows } from '../../../wasm/avr/isa/index.ts';
import type { AvrInstructionRow } from '../../../wasm/avr/isa/types.ts';

/** One instruction and the machine it starts from; the byte layout is `vector_t` of simavr-vectors.c. */
export interface Vector {
  readonly row: AvrInstructionRow;
  readonly registers: Uint8Array;
  readonly sreg: number;
  readonly rampz: number;
  readonly eind: number;
  readonly sp: number;
  readonly words: readonly [number, number, number];
  readonly pc: number;
}

export const vectorBytes = 48;

/** A part as far as the vectors care. */
export interface VectorPart {
  readonly name: string;
  readonly timing: 'avre' | 'avrxt';
  readonly programBytes: number;
  readonly ramStart: number;
  readonly ramEnd: number;
  readonly ioBase: number;
  /** I/O address of a register that only stores. */
  readonly gpior0: number;
  readonly has22BitPc: boolean;
  readonly hasRampz: boolean;
}

export type Random = (limit: number) => number;

/** xorshift32: the same sequence everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** I/O addresses that belong to the core: SPL, SPH, SREG; RAMPZ. */
const coreIo = [0x3d, 0x3e, 0x3f];
const rampzIo = 0x3b;
/** Instructions that stop the core, or that the oracle does not execute one at a time. */
const notVectors = new Set(['SLEEP', 'BREAK', 'WDR', 'SPM', 'SPM_Z_INC']);
const extended = new Set(['EIJMP', 'EICALL']);

/** The rows of the table that a part has and that can be executed one at a time. */
export const rowsFor = (part: VectorPart): AvrInstructionRow[] =>
  avrRows.filter(
    ({ operation }) =>
      !notVectors.has(operation) &&
      (part.has22BitPc || !extended.has(operation)) &&
      (part.hasRampz || !operation.startsWith('ELPM')),
  );

function encode(row: AvrInstructionRow, part: VectorPart, random: Random): number[] {
  const bits = row.pattern.replace(/[ |]/g, '');
  const drawn = [...bits].map((bit) => (bit === '0' || bit === '1' ? bit : String(random(2)))).join('');
  const words = [Number.parseInt(drawn.slice(0, 16), 2)];
  if (bits.length === 32) words.push(secondWord(row, part, random));
  return constrainFields(row, words, part, random);
}

function secondWord(row: AvrInstructionRow, part: VectorPart, random: Random): number {
  if (row.operation === 'LDS' || row.operation === 'STS') return part.ramStart + random(part.ramEnd - part.ramStart);
  return random(0x10000);
}

/** Keeps I/O addresses to registers without side effects, and jump targets inside program memory. */
function constrainFields(row: AvrInstructionRow, words: number[], part: VectorPart, random: Random): number[] {
  const first = words[0]!;
  if (row.operation === 'IN' || row.operation === 'OUT') {
    const harmless = [...coreIo, part.gpior0, ...(part.hasRampz ? [rampzIo] : [])];
    const io = harmless[random(harmless.length)]!;
    return [(first & ~0x060f) | ((io & 0x30) << 5) | (io & 0xf)];
  }
  if (row.pattern.includes('AAAAA')) return [(first & ~0xf8) | (part.gpior0 << 3)];
  if (row.operation === 'JMP' || row.operation === 'CALL') return [first & ~0x01f1, words[1]!];
  return words;
}

function fieldValue(row: AvrInstructionRow, word: number, field: string): number {
  let value = 0;
  [...row.pattern.replace(/[ |]/g, '').slice(0, 16)].forEach((bit, position) => {
    if (bit === field) value = value * 2 + ((word >> (15 - position)) & 1);
  });
  return value;
}

function allowed(row: AvrInstructionRow, word: number): boolean {
  return (row.where ?? '')
    .split(' ')
    .filter(Boolean)
    .every((condition) => {
      const [field = '', values = ''] = condition.split('!=');
      return !values
        .split(',')
        .map(Number)
        .includes(fieldValue(row, word, field));
    });
}

/** The words of an instruction of a row, its operands drawn at random. */
export function drawWords(row: AvrInstructionRow, part: VectorPart, random: Random): number[] {
  for (;;) {
    const words = encode(row, part, random);
    if (allowed(row, words[0]!)) return words;
  }
}

function setPair(registers: Uint8Array, index: number, value: number): void {
  registers[index] = value & 0xff;
  registers[index + 1] = value >> 8;
}

/**
 * The word after the instruction, which a skip passes over. simavr 1.6 takes ADIW and SBIW of some registers for
 * two-word instructions (its mask for JMP and CALL leaves out bit 9); the manual gives both one word.
 */
function drawNext(part: VectorPart, random: Random): number {
  const rows = rowsFor(part).filter(({ timing }) => timing !== 'alu16');
  return drawWords(rows[random(rows.length)]!, part, random)[0]!;
}

const interesting = [0x00, 0x01, 0x7f, 0x80, 0xff];

/**
 * Draws a vector: registers are random with a taste for boundary values, pointers lie well inside RAM.
 * @param stackPointer where the stack may be, so that a return finds an address inside program memory
 */
export function drawVector(row: AvrInstructionRow, part: VectorPart, random: Random, stackPointer: number): Vector {
  const registers = Uint8Array.from({ length: 32 }, () =>
    random(3) === 0 ? interesting[random(interesting.length)]! : random(256),
  );
  const inRam = () => part.ramStart + 0x100 + random(part.ramEnd - part.ramStart - 0x200);
  if (row.timing.startsWith('load') || row.timing.startsWith('store')) {
    for (const pointer of [26, 28, 30]) setPair(registers, pointer, inRam());
  }
  const [first, second = drawNext(part, random), third = random(0x10000)] = drawWords(row, part, random);
  return {
    row,
    registers,
    sreg: random(256),
    rampz: part.hasRampz ? random(part.programBytes >> 16) : 0,
    eind: part.has22BitPc ? random(2) : 0,
    sp: stackPointer,
    words: [first!, second, third],
    pc: 0x1000 + 2 * random(0x400),
  };
}

/** The bytes that simavr-vectors.c reads. */
export function packVector(vector: Vector, view: DataView, offset: number): void {
  new Uint8Array(view.buffer).set(vector.registers, offset);
  view.setUint8(offset + 32, vector.sreg);
  view.setUint8(offset + 33, vector.rampz);
  view.setUint8(offset + 34, vector.eind);
  view.setUint16(offset + 36, vector.sp, true);
  for (const [index, word] of vector.words.entries()) view.setUint16(offset + 38 + 2 * index, word, true);
  view.setUint32(offset + 44, vector.pc, true);
}
