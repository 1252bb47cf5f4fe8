import { BuildError } from '../errors.ts';
import { type ClassCounter, classCounter } from './class-counter.ts';
import type { ClassCounts, CountedClass } from './class-names.ts';
import { controlEquivalence } from './control-equivalence.ts';
import { type ControlFlow, controlFlow } from './control-flow.ts';
import { type Insertions, mergeInsertions, shiftInsertions } from './count-shifts.ts';
import { type Count, type IntrinsicByFunction, intrinsicsOf } from './counted-classes.ts';
import { counterCode } from './counter-code.ts';
import { type Scratch, scratchCount } from './dsp.ts';
import { type FunctionBody, type Instruction, readFunctionBody } from './function-body.ts';
import { ByteReader, unsignedLeb } from './leb128.ts';
import { concatenate, encodeModule, exportedAddress, parseModule, type WasmModule } from './module.ts';
import { op } from './opcodes.ts';
import { openFunctions } from './open-functions.ts';
import { counterAlone, type LinearSum } from './placement/linear-sum.ts';
import { placeCounters } from './placement/place-counters.ts';

/** firmware/wasm/counters.c: the exported room and how many 64-bit counters it takes. */
export const countersSymbol = 'pf_counters';
const counterRoom = 8192;
const counterBytes = 8;

/** A module that counts, and what its counters mean. */
export interface CountedModule {
  readonly bytes: Uint8Array;
  /** Address of the first counter; each has 64 bits. */
  readonly countersAddress: number;
  readonly counterCount: number;
  /** What is counted, in the order of the rows' entries. */
  readonly classes: readonly CountedClass[];
  /** One row a group of blocks that run equally often: how often each class occurs when they run once. */
  readonly rows: readonly ClassCounts[];
  /** How often the blocks of each row ran. */
  readonly rowSums: readonly LinearSum[];
  /** Rows of bit positions that shifts by a variable move, by `shiftWidths`; none for a core that shifts in one go. */
  readonly shiftCounters: readonly number[];
}

/**
 * Adds counters to a build of the firmware, as few as tell how often every basic block runs. DSP intrinsics become the
 * code that computes them and count as the one instruction they are on the part.
 *
 * @throws BuildError `broken-prebuilt` when the bytes are not such a build
 */
export function countModule(bytes: Uint8Array): CountedModule {
  const module = parseModule(bytes);
  const intrinsics = intrinsicsOf(module.importedFunctions);
  const countersAddress = exportedAddress(module, countersSymbol);
  const bodies = bodiesOf(module);
  const counter = classCounter(module, bodies, intrinsics);
  const { classes, shiftWidths } = counter;
  const rows: ClassCounts[] = shiftWidths.map(() => new Float64Array(classes.length));
  const shiftCounters = [...rows.keys()];
  const rowSums: LinearSum[] = shiftCounters.map(counterAlone);
  const flows = bodies.map(({ instructions }) => controlFlow(instructions));
  const importedCount = module.importedFunctions.length;
  const placed = placeCounters({ bodies, flows, importedCount, open: openFunctions(module) }, rows.length);
  const counting = placed.functions.map(({ counterOf, blockSums }, index) => {
    const [body, flow] = [bodies[index]!, flows[index]!];
    for (const { row, first } of groupRows(flow, body.instructions, index, counter)) {
      rows.push(row);
      rowSums.push(blockSums[first]!);
    }
    const addressOf = new Map([...counterOf].map(([block, at]) => [block, countersAddress + at * counterBytes]));
    const counters = counterCode(flow, body.instructions, addressOf, scratchBehind(module, index, body.locals).entered);
    const shifts = shiftCode(module, index, body, counter, countersAddress);
    return encodeBody(module, index, body, mergeInsertions(counters, shifts), intrinsics);
  });
  const { counterCount } = placed;
  if (counterCount > counterRoom) throw tooManyCounters(counterCount);
  return {
    bytes: encodeModule(module, counting),
    countersAddress,
    counterCount,
    classes,
    rows,
    rowSums,
    shiftCounters,
  };
}

/**
 * The same build without counters, to hold the counted one against.
 * @throws BuildError as `countModule`
 */
export function uncountedModule(bytes: Uint8Array): Uint8Array {
  const module = parseModule(bytes);
  const intrinsics = intrinsicsOf(module.importedFunctions);
  if (intrinsics.size === 0) return bytes;
  const bodies = bodiesOf(module).map((body, index) => encodeBody(module, index, body, noInsertions, intrinsics));
  return encodeModule(module, bodies);
}

const noInsertions: Insertions = new Map();

/** What counts the distances of a function's shifts by a variable, in counters from an address on. */
export function shiftCode(
  module: WasmModule,
  index: number,
  body: FunctionBody,
  { shiftWidths, shiftAt }: ClassCounter,
  address: number,
): Insertions {
  if (shiftWidths.length === 0) return noInsertions;
  const addressAt = (position: number): number => address + shiftAt(index, position) * counterBytes;
  return shiftInsertions(body.instructions, addressAt, scratchBehind(module, index, body.locals).first);
}

/** The code of every function that a module defines. */
export const bodiesOf = ({ bytes, bodies }: WasmModule): FunctionBody[] =>
  bodies.map((bounds) => readFunctionBody(new ByteReader(bytes, ...bounds)));

/** What a function's groups of blocks count for, and the first block of each. */
function groupRows(
  flow: ControlFlow,
  instructions: readonly Instruction[],
  index: number,
  counter: ClassCounter,
): { row: ClassCounts; first: number }[] {
  const groups: { row: ClassCounts; first: number }[] = [];
  for (const [block, group] of controlEquivalence(flow).entries()) {
    const blockRow = countBlock(flow, block, instructions, index, counter);
    groups[group] ??= { row: new Float64Array(blockRow.length), first: block };
    for (const [position, count] of blockRow.entries()) groups[group]!.row[position]! += count;
  }
  return groups;
}

function countBlock(
  { blocks }: ControlFlow,
  number: number,
  instructions: readonly Instruction[],
  index: number,
  { classes, positions, countsAt }: ClassCounter,
): ClassCounts {
  const row = new Float64Array(classes.length);
  const add = ([name, times]: Count): void => {
    row[positions.get(name)!]! += times;
  };
  const block = blocks[number]!;
  if (block.isFallThrough) for (const count of notTaken) add(count);
  let last: Instruction | undefined;
  for (const position of block.instructions) {
    const instruction = instructions[position]!;
    for (const count of [...countsAt(index, position, last), ...branchCounts(instruction)]) add(count);
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

/** A function's body with code before some of its instructions, and intrinsics in place of calls. */
export function encodeBody(
  module: WasmModule,
  index: number,
  { locals, instructions }: FunctionBody,
  insertions: Insertions,
  intrinsics: IntrinsicByFunction,
): Uint8Array {
  const intrinsicOf = ({ opcode, operand }: Instruction) => (opcode === op.call ? intrinsics.get(operand) : undefined);
  const usesScratch = insertions.size > 0 || instructions.some((instruction) => intrinsicOf(instruction) !== undefined);
  const i32 = 0x7f;
  const groups = usesScratch ? [...locals, [addedLocals, i32] as const] : locals;
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

/** Locals behind a function's own: for intrinsics and shifts, and for what a loop's local was when it was entered. */
interface AddedLocals extends Scratch {
  readonly entered: number;
}
const addedLocals = scratchCount + 1;

function scratchBehind(
  { types, functionTypes }: WasmModule,
  index: number,
  locals: FunctionBody['locals'],
): AddedLocals {
  const parameters = types[functionTypes[index]!]!.parameters.length;
  const first = parameters + locals.reduce((sum, [count]) => sum + count, 0);
  return { first, second: first + 1, third: first + 2, entered: first + scratchCount };
}

function tooManyCounters(count: number): BuildError {
  return new BuildError('broken-prebuilt', {
    where: 'the WebAssembly build of the firmware',
    what: `it needs ${count} counters and has room for ${counterRoom}`,
    advice: 'Make COUNTERS of firmware/wasm/counters.c larger, and counterRoom with it.',
  });
}
