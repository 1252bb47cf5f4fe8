import type { Random } from '../random.ts';
import { block, blockAddress, blockBytes } from './layout.ts';
import { coreValue, flagsValue, fpscrValue, singleValue } from './values.ts';

/** The processor and its scratch memory before a snippet: the words of one block. */
export interface State {
  readonly words: Uint32Array;
  /** Address of the block. */
  readonly address: number;
  readonly random: Random;
}

/** View of the block with the given index in the memory of all blocks. */
export function stateAt(memory: ArrayBuffer, index: number, random: Random): State {
  return { words: new Uint32Array(memory, index * blockBytes, block.words), address: blockAddress(index), random };
}

/** Fills a state with random registers, flags, modes and memory. */
export function randomizeState({ words, random }: State): void {
  for (let register = 0; register < block.stackPointer; register++)
    words[block.registers + register] = coreValue(random);
  for (let single = 0; single < 32; single++) words[block.singles + single] = singleValue(random);
  for (let word = 0; word < block.scratchWords; word++) words[block.scratch + word] = random.word();
  words[block.linkRegister] = coreValue(random);
  setRegister(words, 13, coreValue(random));
  words[block.flags] = flagsValue(random);
  words[block.fpscr] = fpscrValue(random);
  words[block.primask] = random.below(2);
  words[block.basepri] = random.below(16) << 4;
  words[block.processStack] = random.word() & ~3;
}

/** Sets a core register. SP is the main stack pointer, whose low bits are zero. */
export function setRegister(words: Uint32Array, register: number, value: number): void {
  if (register !== 13) {
    words[register === 14 ? block.linkRegister : block.registers + register] = value;
    return;
  }
  words[block.stackPointer] = value & ~3;
  words[block.mainStack] = value & ~3;
}

/** Core registers r0 to r14 of a state. */
export function coreRegisters(words: Uint32Array): Uint32Array {
  return words.slice(block.registers, block.registers + 15);
}

/** Writes bytes of the state's memory at an absolute address, little-endian. */
export function pokeScratch({ words, address }: State, at: number, value: number, bytes: 1 | 2 | 4): void {
  const view = new DataView(words.buffer, words.byteOffset, blockBytes);
  const offset = at - address;
  if (bytes === 1) view.setUint8(offset, value);
  else if (bytes === 2) view.setUint16(offset, value, true);
  else view.setUint32(offset, value, true);
}
