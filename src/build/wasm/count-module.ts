import { BuildError } from '../errors.ts';
import { bitShiftsSymbol } from './builds.ts';
import { controlEquivalence } from './control-equivalence.ts';
import { type ControlFlow, controlFlow } from './control-flow.ts';
import { type Insertions, mergeInsertions, shiftInsertions } from './count-shifts.ts';
import {
  type ClassCounts,
  type Count,
  countedClasses,
  countsOf,
  type IntrinsicByFunction,
  intrinsicsOf,
  isVariableShift,
  positionOf,
} from './counted-classes.ts';
import { type Scratch, scratchCount } from './dsp.ts';
import { type FunctionBody, type Instruction, readFunctionBody } from './function-body.ts';
import { ByteReader, unsignedLeb } from './leb128.ts';
import { concatenate, encodeModule, exportedAddress, hasGlobal, parseModule, type WasmModule } from './module.ts';
import { op } from './opcodes.ts';

/** firmware/wasm/counters.c: the exported room and how many 64-bit counters it takes. */
export const countersSymbol = 'pf_counters';
const counterRoom = 8192;
const counterBytes = 8;

/** A module that counts, and what its counters mean. */
export interface CountedModule {
  readonly bytes: Uint8Array;
  /** Address of the first counter; each has 64 bits. */
  readonly countersAddress: number;
  /** One row a counter: how often each class occurs when it counts one. */
  readonly rows: readonly ClassCounts[];
  /** The counter of bit positions that shifts by a variable move; undefined for a core that shifts in one go. */
  readonly shiftCounter: number | undefined;
}

/**
 * Adds counters to a build of the firmware: one a group of basic blocks that run equally often. DSP intrinsics become
 * the code that computes them and count as the one instruction they are on the part.
 *
 * @throws BuildError `broken-prebuilt` when the bytes are not such a build
 */
export function countModule(bytes: Uint8Array): CountedModule {
  const module = parseModule(bytes);
  const intrinsics = intrinsicsOf(module.importedFunctions);
  const countersAddress = exportedAddress(module, countersSymbol);
  const countsShifts = hasGlobal(module, bitShiftsSymbol);
  const shiftCounter = countsShifts ? 0 : undefined;
  const rows: ClassCounts[] = countsShifts ? [new Float64Array(countedClasses.length)] : [];
  const bodies = module.bodies.map((_, index) => {
    const body = bodyOf(module, index);
    const { groupRows, insertions } = countFunction(body, intrinsics, countersAddress + rows.length * counterBytes);
    rows.push(...groupRows);
    const shifts = countsShifts ? shiftCode(module, index, body, countersAddress) : noInsertions;
    return encodeBody(module, index, body, mergeInsertions(insertions, shifts), intrinsics);
  });
  if (rows.length > counterRoom) throw tooManyCounters(rows.length);
  return { bytes: encodeModule(module, bodies), countersAddress, rows, shiftCounter };
}

/**
 * The same build without counters, to hold the counted one against.
 * @throws BuildError as `countModule`
 */
export function uncountedModule(bytes: Uint8Array): Uint8Array {
  const module = parseModule(bytes);
  const intrinsics = intrinsicsOf(module.importedFunctions);
  if (intrinsics.size === 0) return bytes;
  const bodies = module.bodies.map((_, index) =>
    encodeBody(module, index, bodyOf(module, index), noInsertions, intrinsics),
  );
  return encodeModule(module, bodies);
}

const noInsertions: Insertions = new Map();

/** What counts the distances of a function's shifts by a variable at an address. */
export function shiftCode(module: WasmModule, index: number, body: FunctionBody, address: number): Insertions {
  return shiftInsertions(body.instructions, address, scratchBehind(module, index, body.locals).first);
}

export function bodyOf({ bytes, bodies }: WasmModule, index: number): FunctionBody {
  return readFunctionBody(new ByteReader(bytes, ...bodies[index]!));
}

/** Counters of one function, the first of them at `address`. */
function countFunction(
  { instructions }: FunctionBody,
  intrinsics: IntrinsicByFunction,
  address: number,
): { groupRows: ClassCounts[]; insertions: Insertions } {
  const flow = controlFlow(instructions);
  const blockRows = flow.blocks.map((_, block) => countBlock(flow, block, instructions, intrinsics));
  const groupRows: ClassCounts[] = [];
  const insertions = new Map<number, readonly number[]>();
  for (const [block, group] of controlEquivalence(flow).entries()) {
    const row = groupRows[group];
    if (row === undefined) {
      insertions.set(flow.blocks[block]!.start, incrementOf(address + group * counterBytes));
      groupRows[group] = blockRows[block]!;
    } else {
      for (const [position, count] of blockRows[block]!.entries()) row[position]! += count;
    }
  }
  return { groupRows, insertions };
}

function countBlock(
  { blocks }: ControlFlow,
  index: number,
  instructions: readonly Instruction[],
  intrinsics: IntrinsicByFunction,
): ClassCounts {
  const row = new Float64Array(countedClasses.length);
  const add = ([name, times]: Count): void => {
    row[positionOf(name)]! += times;
  };
  const block = blocks[index]!;
  if (block.isFallThrough) for (const count of notTaken) add(count);
  let last: Instruction | undefined;
  for (const position of block.instructions) {
    const instruction = instructions[position]!;
    for (const count of [...countsOf(instruction, last, intrinsics), ...branchCounts(instruction)]) add(count);
    last = instruction;
  }
  return row;
}

/** A conditional branch counts as taken where it stands; the block it falls through to takes that back. */
const notTaken: readonly Count[] = [
  ['branchTaken', -1],
  ['branchNotTaken', 1],
];
const taken: readonly Count[] = [['branchTaken', 1]];

/** `else` is the jump over it, at the end of what stands before. */
function branchCounts({ opcode }: Instruction): readonly Count[] {
  if (opcode === op.br || opcode === op.brIf || opcode === op.if || opcode === op.else) return taken;
  return opcode === op.brTable ? [['branchTable', 1]] : [];
}

/** Code that adds one to the counter at an address. */
export function incrementOf(address: number): readonly number[] {
  const alignment = 3;
  const memory = [alignment, ...unsignedLeb(address)];
  const zero = [op.i32Const, 0];
  return [...zero, ...zero, op.i64Load, ...memory, op.i64Const, 1, op.i64Add, op.i64Store, ...memory];
}

/** A function's body with code before some of its instructions, and intrinsics in place of calls. */
export function encodeBody(
  module: WasmModule,
  index: number,
  { locals, instructions }: FunctionBody,
  insertions: Insertions,
  intrinsics: IntrinsicByFunction,
): Uint8Array {
  const intrinsicOf = ({ opcode, operand }: Instruction) => (opcode === op.call ? intrinsics.get(operand) : undefined);
  const usesScratch = instructions.some(
    (instruction, position) =>
      intrinsicOf(instruction) !== undefined || isVariableShift(instruction, instructions[position - 1]),
  );
  const i32 = 0x7f;
  const groups = usesScratch ? [...locals, [scratchCount, i32] as const] : locals;
  const scratch = scratchBehind(module, index, locals);
  const parts: (readonly number[] | Uint8Array)[] = [
    unsignedLeb(groups.length),
    ...groups.map(([count, type]) => [...unsignedLeb(count), type]),
  ];
  for (const [position, instruction] of instructions.entries()) {
    const inserted = insertions.get(position);
    if (inserted !== undefined) parts.push(inserted);
    const { start, end } = instruction;
    parts.push(intrinsicOf(instruction)?.code(scratch) ?? module.bytes.subarray(start, end));
  }
  return concatenate(parts);
}

/** Locals behind a function's parameters and its own locals. */
function scratchBehind({ types, functionTypes }: WasmModule, index: number, locals: FunctionBody['locals']): Scratch {
  const parameters = types[functionTypes[index]!]!.parameters.length;
  const first = parameters + locals.reduce((sum, [count]) => sum + count, 0);
  return { first, second: first + 1, third: first + 2 };
}

function tooManyCounters(count: number): BuildError {
  return new BuildError('broken-prebuilt', {
    where: 'the WebAssembly build of the firmware',
    what: `it needs ${count} counters and has room for ${counterRoom}`,
    advice: 'Make COUNTERS of firmware/wasm/counters.c larger, and counterRoom with it.',
  });
}
