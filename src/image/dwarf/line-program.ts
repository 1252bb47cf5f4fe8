import { DwarfCursor } from './cursor.ts';
import type { LineHeader } from './line-header.ts';

/** One row of a line table: the instructions from `address` on come from this line. */
export interface LineRow {
  readonly address: number;
  readonly file: string;
  readonly line: number;
  /** Nothing is known from here on. */
  readonly endsSequence: boolean;
}

/** Standard opcodes: DWARF 5, section 6.2.5.2. */
const standard = { copy: 1, advancePc: 2, advanceLine: 3, setFile: 4, constAddPc: 8, fixedAdvancePc: 9 } as const;
/** Extended opcodes: section 6.2.5.3. */
const extended = { endSequence: 1, setAddress: 2 } as const;

interface Registers {
  address: number;
  file: number;
  line: number;
}

const start = (): Registers => ({ address: 0, file: 1, line: 1 });

/**
 * Runs one line number program and returns its rows in the order of the program.
 * @throws DwarfEnd
 */
export function runLineProgram(bytes: Uint8Array, header: LineHeader): LineRow[] {
  const cursor = new DwarfCursor(bytes, header.programOffset, header.endOffset);
  const rows: LineRow[] = [];
  let registers = start();
  const emit = (endsSequence: boolean): void => {
    const { address, file, line } = registers;
    rows.push({ address, file: header.files[file] ?? '', line, endsSequence });
  };
  const advance = (operations: number): void => {
    registers.address = (registers.address + operations * header.minimumInstructionBytes) >>> 0;
  };
  const special = (opcode: number): number => Math.floor((opcode - header.opcodeBase) / header.lineRange);

  while (!cursor.isAtEnd) {
    const opcode = cursor.u8();
    if (opcode >= header.opcodeBase) {
      advance(special(opcode));
      registers.line += header.lineBase + ((opcode - header.opcodeBase) % header.lineRange);
      emit(false);
    } else if (opcode === 0) {
      const isOver = runExtended(cursor, header, registers);
      if (isOver) {
        emit(true);
        registers = start();
      }
    } else {
      runStandard(opcode, cursor, header, registers, { emit, advance, special });
    }
  }
  return rows;
}

/** Returns whether the sequence ends. */
function runExtended(cursor: DwarfCursor, header: LineHeader, registers: Registers): boolean {
  const bytes = cursor.unsigned();
  const next = cursor.offset + bytes;
  const opcode = bytes > 0 ? cursor.u8() : 0;
  // The operand is as long as the opcode says: AVR files have addresses of four bytes, too.
  if (opcode === extended.setAddress) registers.address = cursor.address(bytes - 1);
  cursor.offset = Math.max(cursor.offset, next);
  return opcode === extended.endSequence && header.endOffset >= cursor.offset;
}

interface Actions {
  emit(endsSequence: boolean): void;
  advance(operations: number): void;
  special(opcode: number): number;
}

function runStandard(
  opcode: number,
  cursor: DwarfCursor,
  header: LineHeader,
  registers: Registers,
  { emit, advance, special }: Actions,
): void {
  switch (opcode) {
    case standard.copy:
      emit(false);
      return;
    case standard.advancePc:
      advance(cursor.unsigned());
      return;
    case standard.advanceLine:
      registers.line += cursor.signed();
      return;
    case standard.setFile:
      registers.file = cursor.unsigned();
      return;
    case standard.constAddPc:
      advance(special(255));
      return;
    case standard.fixedAdvancePc:
      registers.address = (registers.address + cursor.u16()) >>> 0;
      return;
    default:
      for (let left = header.operandCounts[opcode - 1] ?? 0; left > 0; left--) cursor.unsigned();
  }
}
