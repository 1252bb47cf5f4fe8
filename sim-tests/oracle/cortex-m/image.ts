import type { Random } from '../random.ts';
import { block, blockBytes, codeBytes, maxBlocks } from './layout.ts';
import { cortexM4Machine, type OracleMachine } from './machines.ts';
import { assembleRunner } from './runner.ts';
import { makeSnippet, type Snippet, type SnippetPlan } from './snippet.ts';
import { stateAt } from './state.ts';

/** A program that any ARMv7E-M machine with the memory of layout.ts can run, and the cases it consists of. */
export interface TestImage {
  /** Goes to the start of code memory. */
  readonly code: Uint8Array;
  /** Goes to the start of block memory; the program changes it in place. */
  readonly blocks: Uint8Array;
  /** Reached when the blocks are done. */
  readonly stopAddress: number;
  /** Snippet of each block. */
  readonly cases: readonly Snippet[];
}

/** Literals are read from up to 4 KiB before an instruction. */
const snippetsStart = 0x2000;
const statesPerSnippet = 4;
/** Room for the longest snippet. */
const marginBytes = 512;

/** Makes an image of the planned snippets, each run with several states. */
export function makeImage(
  plans: readonly SnippetPlan[],
  random: Random,
  { hasFpu, rows }: OracleMachine = cortexM4Machine,
): TestImage {
  const caseCount = plans.length * statesPerSnippet;
  if (caseCount > maxBlocks) throw new Error(`${caseCount} cases do not fit: there is room for ${maxBlocks}`);
  const code = new Uint16Array(codeBytes / 2);
  const memory = new ArrayBuffer(caseCount * blockBytes);
  const runner = assembleRunner(caseCount, hasFpu);
  code.set(runner.halfwords);
  const cases: Snippet[] = [];
  let address = snippetsStart;
  for (const plan of plans) {
    if (address > codeBytes - marginBytes) throw new Error('the snippets do not fit into code memory');
    const snippet = makeSnippet(plan, address, runner, random, rows);
    code.set(snippet.halfwords, address / 2);
    address += snippet.halfwords.length * 2;
    for (let state = 0; state < statesPerSnippet; state++) {
      snippet.prepare(stateAt(memory, cases.length, random));
      cases.push(snippet);
    }
  }
  const { stopAddress } = runner;
  return { code: new Uint8Array(code.buffer, 0, address), blocks: new Uint8Array(memory), stopAddress, cases };
}

/** Words of one block in the memory of all. */
export function blockWords(blocks: Uint8Array, index: number): Uint32Array {
  return new Uint32Array(blocks.buffer, blocks.byteOffset + index * blockBytes, block.words);
}
