import type { Fields } from '../../../wasm/cortex-m/isa/match.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { type Encoding, encodeFields, halfwordsOf, randomEncoding } from '../../isa/random-encoding.ts';
import type { Random } from '../random.ts';
import { assembleBaselineRunner } from './baseline-runner.ts';
import { branchReach, distanceFields } from './branch-fields.ts';
import type { TestImage } from './image.ts';
import { block, blockBytes, maxBlocks } from './layout.ts';
import { namedRegisters, writesPc } from './operands.ts';
import { prepareOperands } from './prepare.ts';
import type { Snippet } from './snippet.ts';
import { randomizeState, setRegister, stateAt } from './state.ts';
import { isTestable } from './testable.ts';

/*
 * Random images in ARMv6-M: as image.ts and snippet.ts make them, in the few instructions that there are. One low
 * register holds the block's address all the time, and what is stored lies within reach of STR's short offset.
 */

const statesPerSnippet = 4;
/** APSR of ARMv6-M: N, Z, C and V. */
const conditionFlags = 0xf000_0000;
const snippetsStart = 0x1000;
const lowRegisters = [0, 1, 2, 3, 4, 5, 6, 7];
/** Words of a block that nothing else uses on ARMv6-M: a landing pad stores the block's address in its own. */
const markWords = [block.fpscr, block.basepri, block.faultmask, 26] as const;
const nop = 0xbf00;
const sev = 0xbf40;

/** STR t, [n, #word * 4] (T1). */
const storeWord = (t: number, n: number, word: number): number => 0x6000 | (word << 6) | (n << 3) | t;
/** MOV d, m (T1). */
const move = (d: number, m: number): number => 0x4600 | ((d & 8) << 4) | (m << 3) | (d & 7);
/** B (T2) over a distance from its own address. */
const branch = (distance: number): number => 0xe000 | (((distance - 4) >> 1) & 0x7ff);
/** LDMIA r0, {r0-r7}: no write-back, because the base is loaded. */
const loadLow = 0xc8ff;

/** BL (T1) over a distance from its own address, within 16 MiB. */
function call(distance: number): number[] {
  const offset = distance - 4;
  const sign = offset < 0 ? 1 : 0;
  const [j1, j2] = [23, 22].map((bit) => ((offset >> bit) & 1) ^ sign ^ 1);
  return [
    0xf000 | (sign << 10) | ((offset >> 12) & 0x3ff),
    0xd000 | (j1! << 13) | (j2! << 11) | ((offset >> 1) & 0x7ff),
  ];
}

/** What is UNPREDICTABLE in ARMv6-M alone: registers it has not, masks beyond NZCV, the F flag of CPS (DDI 0419). */
function isBaselineTestable(row: InstructionRow, fields: Fields): boolean {
  if (row.operation === 'mrs' || row.operation === 'msr') {
    return ![17, 18, 19].includes(fields.i!) && (row.operation === 'mrs' || fields.j === 2);
  }
  return !row.operation.startsWith('cps') || fields.f === 0;
}

function freeLowRegisters(row: InstructionRow, fields: Fields): number[] {
  const named = namedRegisters(row, fields);
  return lowRegisters.filter((register) => !named.has(register));
}

function drawEncoding(row: InstructionRow, random: Random): Encoding {
  return randomEncoding(
    row,
    random,
    (fields) => isTestable(row, fields) && isBaselineTestable(row, fields) && freeLowRegisters(row, fields).length > 0,
  );
}

/** Instructions on low registers that leave the reserved one alone. */
function followersOf(count: number, reserved: number, rows: readonly InstructionRow[], random: Random): number[] {
  const arithmetic = rows.filter(
    ({ class: name, operands }) => /^(alu|multiply)$/.test(name) && !/SP|adr/.test(operands),
  );
  return Array.from({ length: count }, () => random.pick(arithmetic)).flatMap((row) =>
    halfwordsOf(
      randomEncoding(row, random, (fields) => {
        const named = namedRegisters(row, fields);
        return isTestable(row, fields) && !named.has(reserved) && ![13, 15].some((register) => named.has(register));
      }),
    ),
  );
}

/** Stores r0 to r12 but for the reserved register, and LR; then goes on to the runner. Changes no flags. */
function epilogue(reserved: number): number[] {
  const via = reserved === 0 ? 1 : 0;
  const high = [8, 9, 10, 11, 12, block.linkRegister];
  return [
    ...lowRegisters
      .filter((register) => register !== reserved)
      .map((register) => storeWord(register, reserved, register)),
    ...high.flatMap((register) => [move(via, register), storeWord(via, reserved, register)]),
    move(0, reserved),
  ];
}

function makeSnippet(
  row: InstructionRow,
  followers: number,
  address: number,
  storeAddress: number,
  rows: readonly InstructionRow[],
  random: Random,
): Snippet {
  const drawn = drawEncoding(row, random);
  const reserved = random.pick(freeLowRegisters(row, drawn.fields));
  const branches = writesPc(row);
  const mark = (pad: number): number => storeWord(reserved, reserved, markWords[pad]!);
  const lead = [...(random.chance(0.5) ? [nop] : []), ...(row.operation === 'wfe' ? [sev] : [])];
  const after = branches ? [] : followersOf(followers, reserved, rows, random);
  // loadLow, then over the pad before: B, mark, B.
  const testAddress = address + 2 * (1 + (branches ? 3 : 0) + lead.length);
  const afterTest = testAddress + drawn.pattern.bits / 8 + after.length * 2;
  const padsBehind = branches ? markWords.length - 1 : 0;
  const end = afterTest + padsBehind * 2;
  const backPad = address + 4;
  const target = branches
    ? chooseTarget(row, testAddress, [backPad, afterTest, afterTest + 2, afterTest + 4], random)
    : undefined;
  const encoding = target === undefined ? drawn : aim(drawn, target - (testAddress + 4));
  const tail = epilogue(reserved);
  const over = [branch(testAddress - lead.length * 2 - (address + 2)), mark(0), branch(end - (address + 6))];
  const halfwords = [
    loadLow,
    ...(branches ? over : []),
    ...lead,
    ...halfwordsOf(encoding),
    ...after,
    ...Array.from({ length: padsBehind }, (_, pad) => mark(pad + 1)),
    ...tail,
    ...call(storeAddress - (end + tail.length * 2)),
  ];
  const prepare: Snippet['prepare'] = (state) => {
    randomizeState(state);
    prepareOperands(encoding, { testAddress, target, alignedOnly: true }, state);
    setRegister(state.words, reserved, state.address);
    state.words[block.entry] = address | 1;
    state.words[block.flags]! &= conditionFlags;
  };
  return { encoding, address, testAddress, endAddress: afterTest, condition: undefined, halfwords, prepare };
}

function chooseTarget(row: InstructionRow, testAddress: number, pads: readonly number[], random: Random): number {
  const reach = branchReach(row);
  const pc = testAddress + 4;
  return random.pick(pads.filter((pad) => !reach || (pad - pc >= reach.lowest && pad - pc <= reach.highest)));
}

function aim(drawn: Encoding, distance: number): Encoding {
  if (branchReach(drawn.row) === undefined) return drawn;
  const fields = { ...drawn.fields, ...distanceFields(drawn.row, distance) };
  return { ...drawn, fields, encoding: encodeFields(drawn.pattern, fields) };
}

/** Makes an image of snippets of the given instructions, each with up to `followers` more behind it. */
export function makeBaselineImage(
  tested: readonly InstructionRow[],
  followers: number,
  rows: readonly InstructionRow[],
  random: Random,
): TestImage {
  const caseCount = tested.length * statesPerSnippet;
  if (caseCount > maxBlocks) throw new Error(`${caseCount} cases do not fit: there is room for ${maxBlocks}`);
  const runner = assembleBaselineRunner(caseCount);
  const memory = new ArrayBuffer(caseCount * blockBytes);
  const cases: Snippet[] = [];
  const code: number[] = Array.from(
    new Uint16Array(runner.code.buffer, runner.code.byteOffset, runner.code.length >> 1),
  );
  while (code.length < snippetsStart / 2) code.push(0);
  for (const row of tested) {
    const snippet = makeSnippet(row, followers, code.length * 2, runner.storeAddress, rows, random);
    code.push(...snippet.halfwords);
    for (let state = 0; state < statesPerSnippet; state++) {
      snippet.prepare(stateAt(memory, cases.length, random));
      cases.push(snippet);
    }
  }
  return {
    code: new Uint8Array(Uint16Array.from(code).buffer),
    blocks: new Uint8Array(memory),
    stopAddress: runner.stopAddress,
    cases,
  };
}
