import { BuildError } from '../errors.ts';
import type { ByteReader } from './leb128.ts';
import { type Immediate, immediateOf } from './opcodes.ts';

/** One instruction of a function, at its place in the module. */
export interface Instruction {
  readonly opcode: number;
  /** Second opcode of an instruction with a prefix; else 0. */
  readonly suffix: number;
  /** First byte, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  /** The index of a local, function, label or type of a call; the constant of an i32.const; a block's type; else 0. */
  readonly operand: number;
  /** Labels of a br_table, the default last. */
  readonly labels: readonly number[];
}

/** The code of one function. */
export interface FunctionBody {
  /** Groups of locals: how many, of which type. */
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly instructions: readonly Instruction[];
}

/** Saturating float to integer conversions: the only ones behind the prefix 0xFC without immediates. */
const lastConversion = 7;

/**
 * Reads the body of one function, without its size.
 * @throws BuildError `broken-prebuilt` for an instruction that is not known
 */
export function readFunctionBody(reader: ByteReader): FunctionBody {
  const locals = Array.from({ length: reader.unsigned() }, () => [reader.unsigned(), reader.byte()] as const);
  const instructions: Instruction[] = [];
  while (!reader.isAtEnd) instructions.push(readInstruction(reader));
  return { locals, instructions };
}

function readInstruction(reader: ByteReader): Instruction {
  const start = reader.at;
  const opcode = reader.byte();
  const kind = immediateOf(opcode);
  if (kind === undefined) throw unknownInstruction(opcode, start);
  const { operand = 0, suffix = 0, labels = [] } = readers[kind](reader, opcode);
  return { opcode, suffix, start, end: reader.at, operand, labels };
}

type Operands = Partial<Pick<Instruction, 'operand' | 'suffix' | 'labels'>>;

const nothing: Operands = {};
const i32Const = 0x41;

const readers: Readonly<Record<Immediate, (reader: ByteReader, opcode: number) => Operands>> = {
  none: () => nothing,
  blockType: (reader) => ({ operand: reader.signed() }),
  index: (reader) => ({ operand: reader.unsigned() }),
  labels: (reader) => ({ labels: Array.from({ length: reader.unsigned() + 1 }, () => reader.unsigned()) }),
  callIndirect: (reader) => {
    const operand = reader.unsigned();
    reader.skipInteger();
    return { operand };
  },
  memory: integers(2),
  memoryIndex: bytes(1),
  integer: (reader, opcode) => (opcode === i32Const ? { operand: reader.signed() } : integers(1)(reader)),
  float32: bytes(4),
  float64: bytes(8),
  types: (reader) => bytes(reader.unsigned())(reader),
  prefixed: (reader) => {
    const suffix = reader.unsigned();
    if (suffix > lastConversion) throw unknownInstruction(0xfc00 + suffix, reader.at);
    return { suffix };
  },
};

/** Immediates that nobody asks for: so many integers, so many bytes. */
function integers(count: number): (reader: ByteReader) => Operands {
  return (reader) => {
    for (let left = count; left > 0; left--) reader.skipInteger();
    return nothing;
  };
}

function bytes(count: number): (reader: ByteReader) => Operands {
  return (reader) => {
    reader.skip(count);
    return nothing;
  };
}

function unknownInstruction(opcode: number, at: number): BuildError {
  return new BuildError('broken-prebuilt', {
    where: `byte ${at} of the counted module`,
    what: `instruction 0x${opcode.toString(16)} is not one that is counted`,
    advice: 'Build the module without SIMD, threads and bulk memory operations.',
  });
}
