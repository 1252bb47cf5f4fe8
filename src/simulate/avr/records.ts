import { operationCode } from '../../../wasm/avr/isa/operations.ts';
import { type AvrDecoder, type AvrInstruction, directTarget, operandValue } from './decode.ts';

/** Bytes of one decoded record: op, row, cycles, d, and a 32-bit immediate (wasm/avr/layout.ts). */
export const recordBytes = 8;

/** Row of records that are no instruction: its count means nothing. */
const noRow = 255;
const undefinedCode = operationCode('UNDEFINED');
const loopCode = operationCode('LOOP');
const watchCode = operationCode('WATCH');

/** The record that stops the run in front of a watched instruction. */
export const watchRecord: Uint8Array = Uint8Array.of(watchCode, noRow, 0, 0, 0, 0, 0, 0);

const fieldOrder = ['r', 'K', 'q', 'A', 'k'] as const;

const bitMask = ({ fields }: AvrInstruction): number => 1 << (fields.b ?? fields.s ?? 0);

/** The immediate the handler finds: target offset, register, constant, address, or else the mask of a bit. */
function immediateOf(instruction: AvrInstruction, wordAddress: number): number {
  const target = directTarget(instruction, wordAddress);
  if (target !== undefined) return target * recordBytes;
  const { row, fields } = instruction;
  const field = fieldOrder.find((letter) => letter in fields);
  if (field) return operandValue(row, field, fields[field]!);
  return 'b' in fields || 's' in fields ? bitMask(instruction) : 0;
}

/** The register the handler finds in `d`; for instructions without one, the mask of the bit they name. */
function destinationOf(instruction: AvrInstruction): number {
  const { row, fields } = instruction;
  return 'd' in fields ? operandValue(row, 'd', fields.d!) : bitMask(instruction);
}

export interface AvrRecordOptions {
  readonly decode: AvrDecoder;
  /** Cycles of each row of the instruction table, by row index. */
  readonly rowCycles: readonly number[];
  /** Words of the part's program memory. */
  readonly programWords: number;
  /** First word to decode and the one to stop before; all of program memory when left out. */
  readonly range?: readonly [number, number];
}

/**
 * Decodes program memory into the records that the simulator dispatches on.
 * A word that is no instruction, or a jump out of program memory, becomes a record that stops the run when it is met.
 */
export function decodeProgram(program: Uint8Array, records: DataView, options: AvrRecordOptions): void {
  const { decode } = options;
  const wordAt = (address: number): number =>
    (program[address * 2] ?? 0xff) | ((program[address * 2 + 1] ?? 0xff) << 8);
  const [from, to] = options.range ?? [0, options.programWords];
  for (let address = from; address < to; address++) {
    const word = wordAt(address);
    const instruction = word === 0xffff ? undefined : decode(word, wordAt(address + 1));
    const target = instruction && directTarget(instruction, address);
    const offset = address * recordBytes;
    if (!instruction || (target !== undefined && (target < 0 || target >= options.programWords))) {
      records.setUint32(offset, undefinedCode + noRow * 256, true);
      continue;
    }
    const skipped =
      instruction.row.timing === 'skip' ? skippedWords(decode, wordAt(address + 1), wordAt(address + 2)) : 0;
    const isLoop = target === address && instruction.row.timing.startsWith('jump');
    records.setUint8(offset, isLoop ? loopCode : instruction.operation.code);
    records.setUint8(offset + 1, instruction.rowIndex);
    records.setUint8(offset + 2, options.rowCycles[instruction.rowIndex] ?? 0);
    records.setUint8(offset + 3, destinationOf(instruction));
    records.setUint32(offset + 4, immediateOf(instruction, address) + skipped * 65536, true);
  }
}

function skippedWords(decode: AvrDecoder, word: number, after: number): number {
  return decode(word, after)?.words ?? 1;
}
