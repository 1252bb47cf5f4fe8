import { avrFusions } from '../../../wasm/avr/isa/fusions.ts';
import {
  avrOperations,
  isTwoWords,
  isUnconditional,
  operationCode,
  readsDataSpace,
} from '../../../wasm/avr/isa/operations.ts';
import { type AvrDecoder, type AvrInstruction, directTarget, operandValue } from './decode.ts';

/** Bytes of one decoded record: op, row, cycles, d, a 32-bit immediate, and two cycle counts (wasm/avr/layout.ts). */
export const recordBytes = 16;
const offsetOf = { cycles: 2, d: 3, immediate: 4, before: 8, end: 12, single: 15 } as const;
/** Bits of `end` that are cycles; `single` is above them. */
const endMask = 0xff_ffff;

/** Row of records that are no instruction: its count means nothing. */
const noRow = 255;
const undefinedCode = operationCode('UNDEFINED');
const loopCode = operationCode('LOOP');
const watchCode = operationCode('WATCH');

/** Writes over the operation of a record, so that the run stops in front of it; the rest stays what it was. */
export function setWatch(record: Uint8Array): void {
  record[0] = watchCode;
  record[offsetOf.single] = watchCode;
}

/** Has a record execute its own instruction alone. */
export function separate(record: Uint8Array): void {
  record[0] = record[offsetOf.single]!;
}

const twoWordCodes = new Set(avrOperations.filter(isTwoWords).map(({ code }) => code));

/** Code of a pair by the codes of its operations. */
const fusions = new Map(avrFusions.map(({ first, second, code }) => [first.code * 256 + second.code, code]));

const fieldOrder = ['r', 'K', 'q', 'A', 'k'] as const;

const bitMask = ({ fields }: AvrInstruction): number => 1 << (fields.b ?? fields.s ?? 0);

/** The immediate the handler finds: target offset, register, constant, address, or else the mask of a bit. */
function immediateOf(instruction: AvrInstruction, wordAddress: number): number {
  const target = directTarget(instruction, wordAddress);
  if (target !== undefined) return target * recordBytes;
  const { fields } = instruction;
  const field = fieldOrder.find((letter) => letter in fields);
  if (field) return operandValue(instruction, field);
  return 'b' in fields || 's' in fields ? bitMask(instruction) : 0;
}

/** The register the handler finds in `d`; for instructions without one, the mask of the bit they name. */
function destinationOf(instruction: AvrInstruction): number {
  return 'd' in instruction.fields ? operandValue(instruction, 'd') : bitMask(instruction);
}

export interface AvrRecordOptions {
  readonly decode: AvrDecoder;
  /** Cycles of each row of the instruction table, by row index. */
  readonly rowCycles: readonly number[];
  /** Words of the part's program memory. */
  readonly programWords: number;
  /** Cycles that a read of data space may cost beyond its row. */
  readonly extraReadCycles: number;
  /** First word to decode and the one to stop before; all of program memory when left out. */
  readonly range?: readonly [number, number];
}

/**
 * Decodes program memory into the records that the simulator dispatches on; `records` has one more than there are words.
 * A word that is no instruction, or a jump out of program memory, becomes a record that stops the run when it is met.
 */
export function decodeProgram(program: Uint8Array, records: DataView, options: AvrRecordOptions): void {
  const [from, to] = options.range ?? [0, options.programWords];
  const wordAt = (address: number): number =>
    (program[address * 2] ?? 0xff) | ((program[address * 2 + 1] ?? 0xff) << 8);
  const most = new Float64Array(to - from);
  for (let address = from; address < to; address++) {
    most[address - from] = decodeWord(address, wordAt, records, options);
  }
  chainCycles(records, most, from);
  fusePairs(records, from, to);
}

/**
 * Writes the record of one word, all but its place in time.
 * @returns the most cycles it takes while execution goes straight on; negative where it never does
 */
function decodeWord(
  address: number,
  wordAt: (address: number) => number,
  records: DataView,
  { decode, rowCycles, programWords, extraReadCycles }: AvrRecordOptions,
): number {
  const word = wordAt(address);
  const instruction = word === 0xffff ? undefined : decode(word, wordAt(address + 1));
  const target = instruction && directTarget(instruction, address);
  const offset = address * recordBytes;
  if (!instruction || (target !== undefined && (target < 0 || target >= programWords))) {
    records.setUint32(offset, undefinedCode + noRow * 256, true);
    records.setUint8(offset + offsetOf.single, undefinedCode);
    return -1;
  }
  const { operation, row, rowIndex } = instruction;
  const skipped = row.timing === 'skip' ? skippedWords(decode, wordAt(address + 1), wordAt(address + 2)) : 0;
  const isLoop = target === address && row.timing.startsWith('jump');
  const cycles = rowCycles[rowIndex] ?? 0;
  const code = isLoop ? loopCode : operation.code;
  records.setUint8(offset, code);
  records.setUint8(offset + offsetOf.single, code);
  records.setUint8(offset + 1, rowIndex);
  records.setUint8(offset + offsetOf.cycles, cycles);
  records.setUint8(offset + offsetOf.d, destinationOf(instruction));
  records.setUint32(offset + offsetOf.immediate, immediateOf(instruction, address) + skipped * 65536, true);
  if (isUnconditional(operation)) return -cycles - 1;
  return cycles + (readsDataSpace(operation) ? extraReadCycles : 0);
}

/**
 * Fills in `before` and `end` of each record (wasm/avr/layout.ts).
 * @param most what `decodeWord` returned for each word from `from` on
 */
function chainCycles(records: DataView, most: Float64Array, from: number): void {
  const cyclesOf = (index: number) => records.getUint8((from + index) * recordBytes + offsetOf.cycles);
  let before = 0;
  for (let index = 0; index < most.length; index++) {
    records.setUint32((from + index) * recordBytes + offsetOf.before, before, true);
    before += cyclesOf(index);
  }
  // Where execution comes to that goes on past the last of them.
  records.setUint32((from + most.length) * recordBytes + offsetOf.before, before, true);
  // What is left until the next unconditional jump, from each word on.
  const left = new Float64Array(most.length + 2);
  for (let index = most.length - 1; index >= 0; index--) {
    const own = most[index]!;
    const offset = (from + index) * recordBytes;
    const following = index + (twoWordCodes.has(records.getUint8(offset + offsetOf.single)) ? 2 : 1);
    left[index] = own < 0 ? -own : own + left[following]!;
    before -= cyclesOf(index);
    const single = records.getUint32(offset + offsetOf.end, true) & ~endMask;
    records.setUint32(offset + offsetOf.end, single | (before + left[index]!), true);
  }
}

/** Lets records that begin a known pair execute both of it. */
function fusePairs(records: DataView, from: number, to: number): void {
  const single = (word: number) => records.getUint8(word * recordBytes + offsetOf.single);
  let first = single(from);
  for (let address = from; address + 1 < to; address++) {
    const second = single(address + 1);
    const code = fusions.get(first * 256 + second);
    if (code !== undefined) records.setUint8(address * recordBytes, code);
    first = second;
  }
}

function skippedWords(decode: AvrDecoder, word: number, after: number): number {
  return decode(word, after)?.words ?? 1;
}
