import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { type Encoding, encodeFields, halfwordsOf, randomEncoding } from '../../isa/random-encoding.ts';
import type { Random } from '../random.ts';
import { branchReach, distanceFields } from './branch-fields.ts';
import { block } from './layout.ts';
import { namedRegisters, writesPc } from './operands.ts';
import { prepareOperands } from './prepare.ts';
import type { Runner } from './runner.ts';
import { arithmeticSequence } from './sequence.ts';
import { randomizeState, type State, setRegister } from './state.ts';
import { accompany } from './surroundings.ts';
import { isTestable } from './testable.ts';
import * as thumb from './thumb.ts';

/** Code that executes one tested instruction between loading and storing r0-r12, and what it expects of a state. */
export interface Snippet {
  readonly encoding: Encoding;
  /** Address of the first halfword. */
  readonly address: number;
  /** Address of the tested instruction. */
  readonly testAddress: number;
  /** Condition of the IT block around the tested instruction. */
  readonly condition: number | undefined;
  readonly halfwords: readonly number[];
  /** Address behind the tested instruction and what follows it. */
  readonly endAddress: number;
  /** Fills a block with a random state that suits the tested instruction. */
  readonly prepare: (state: State) => void;
}

const backPads = 2;
const forwardPads = 4;
const backPadBytes = 8;
const forwardPadBytes = 4;
const wideBytes = 4;
const epilogueBytes = 14;

/** Addresses inside a snippet; the code between them is laid out in this order. */
interface Layout {
  readonly backPadsAddress: number;
  readonly testAddress: number;
  readonly afterTest: number;
  readonly epilogue: number;
  readonly literal: number;
}

/** What a snippet is made of: a random encoding of `row`, and `followers` more instructions on registers behind it. */
export interface SnippetPlan {
  readonly row: InstructionRow;
  readonly followers: number;
}

/** Makes the snippet of a plan at an address; `rows` are the instructions that may follow the tested one. */
export function makeSnippet(
  { row, followers }: SnippetPlan,
  address: number,
  runner: Runner,
  random: Random,
  rows: readonly InstructionRow[],
): Snippet {
  const drawn = randomEncoding(row, random, (fields) => isTestable(row, fields));
  const reserved = random.pick(freeRegisters(drawn));
  const { before, condition, after: needed } = accompany(drawn, reserved, random);
  const after = [...needed, ...arithmeticSequence(followers, reserved, random, rows)];
  const padding = random.chance(0.5) ? [nop] : [];
  const lead = [...padding, ...before];
  const layout = layOut(drawn, address, lead.length * 2, after.length * 2);
  const target = writesPc(row) ? chooseTarget(drawn, layout, runner.farPads[reserved]!, random) : undefined;
  const encoding = target === undefined ? drawn : aim(drawn, layout, target);
  const { testAddress } = layout;
  const halfwords = emit(encoding, address, layout, lead, after, reserved, target, runner.storeAddress);
  const prepare = (state: State): void => {
    randomizeState(state);
    prepareOperands(encoding, { testAddress, target }, state);
    setRegister(state.words, reserved, state.address);
    state.words[block.entry] = address | 1;
    state.words[block.resume] = layout.epilogue | 1;
  };
  return { encoding, address, testAddress, endAddress: layout.afterTest, condition, halfwords, prepare };
}

const nop = 0xbf00;

function freeRegisters({ row, fields }: Encoding): number[] {
  const named = namedRegisters(row, fields);
  return Array.from({ length: 13 }, (_, register) => register).filter((register) => !named.has(register));
}

function layOut({ row, pattern }: Encoding, address: number, leadBytes: number, afterBytes: number): Layout {
  const branches = writesPc(row);
  const backPadsAddress = address + wideBytes + (branches ? wideBytes : 0);
  const testAddress = backPadsAddress + (branches ? backPads * backPadBytes : 0) + leadBytes;
  const afterTest = testAddress + pattern.bits / 8 + afterBytes;
  const epilogue = afterTest + (branches ? forwardPads * forwardPadBytes : 0);
  return { backPadsAddress, testAddress, afterTest, epilogue, literal: (epilogue + epilogueBytes + 3) & ~3 };
}

/** A landing pad that the instruction reaches: near, before or behind it, or far away. */
function chooseTarget({ row }: Encoding, layout: Layout, farPad: number, random: Random): number {
  const pc = layout.testAddress + 4;
  const forwardOnly = row.mnemonic === 'TBB' || row.mnemonic === 'TBH';
  const reach = forwardOnly ? { lowest: 0, highest: 510 } : branchReach(row);
  const pads = [
    ...Array.from({ length: backPads }, (_, pad) => layout.backPadsAddress + pad * backPadBytes),
    ...Array.from({ length: forwardPads }, (_, pad) => layout.afterTest + pad * forwardPadBytes),
    farPad,
  ];
  return random.pick(
    pads.filter((pad) => reach === undefined || (pad - pc >= reach.lowest && pad - pc <= reach.highest)),
  );
}

/** The encoding with the fields that make it go to the target. */
function aim(drawn: Encoding, layout: Layout, target: number): Encoding {
  const { row, pattern } = drawn;
  const pc = layout.testAddress + 4;
  const literal = row.operation === 'ldrLitPc' ? { U: 1, i: layout.literal - (pc & ~3) } : undefined;
  const direct = branchReach(row) === undefined ? {} : distanceFields(row, target - pc);
  const fields = { ...drawn.fields, ...(literal ?? direct) };
  return { row, pattern, fields, encoding: encodeFields(pattern, fields) };
}

function emit(
  encoding: Encoding,
  address: number,
  layout: Layout,
  lead: readonly number[],
  after: readonly number[],
  reserved: number,
  target: number | undefined,
  storeAddress: number,
): number[] {
  const code: number[] = [...thumb.loadLowRegisters(0)];
  const here = (): number => address + code.length * 2;
  const mark = (pad: number): thumb.Code => thumb.store(reserved, reserved, (block.marks + pad) * 4);
  if (target !== undefined) {
    code.push(...thumb.branch(layout.testAddress - lead.length * 2 - here()));
    for (let pad = 0; pad < backPads; pad++) {
      code.push(...mark(pad));
      code.push(...thumb.branch(layout.epilogue - here()));
    }
  }
  code.push(...lead, ...halfwordsOf(encoding), ...after);
  if (target !== undefined) {
    for (let pad = 0; pad < forwardPads; pad++) code.push(...mark(backPads + pad));
  }
  code.push(...thumb.storeLowRegisters(reserved));
  code.push(...thumb.store(14, reserved, block.linkRegister * 4), ...thumb.move(0, reserved));
  code.push(...thumb.branch(storeAddress - here()));
  if (encoding.row.operation === 'ldrLitPc') {
    while (here() < layout.literal) code.push(nop);
    code.push((target! | 1) & 0xffff, target! >>> 16);
  }
  return code;
}
