/**
 * Where a test image puts things. The addresses exist on QEMU's mps2-an386 board: 4 MiB of SRAM at 0 that holds
 * code, SRAM at 0x20000000, 16 MiB of PSRAM at 0x21000000.
 *
 * A case is one block of RAM. The image loads the processor from the block, executes one snippet, and stores the
 * processor back into the same block; the host compares the blocks afterwards.
 */
export const codeStart = 0x0000_0000;
export const codeBytes = 4 * 1024 * 1024;
export const dataStart = 0x2000_0000;
export const dataBytes = 64 * 1024;
export const blocksStart = 0x2100_0000;
export const blocksBytes = 16 * 1024 * 1024;

/** Word offsets inside a block. */
export const block = {
  /** r0 to r12. */
  registers: 0,
  stackPointer: 13,
  linkRegister: 14,
  /** APSR: NZCVQ and GE. */
  flags: 15,
  fpscr: 16,
  /** Address of the snippet, with the Thumb bit. */
  entry: 17,
  /** Address behind the tested instruction, with the Thumb bit: where far landing pads go back to. */
  resume: 18,
  /** 0 before, 1 after the snippet ran. */
  done: 19,
  primask: 20,
  basepri: 21,
  faultmask: 22,
  control: 23,
  mainStack: 24,
  processStack: 25,
  /** s0 to s31. */
  singles: 28,
  /** Memory that tested loads and stores address. */
  scratch: 60,
  scratchWords: 40,
  /** A landing pad that a branch reaches stores the block's address in its word. */
  marks: 100,
  markWords: 12,
  words: 112,
} as const;

export const blockBytes = block.words * 4;
export const maxBlocks = Math.floor(blocksBytes / blockBytes);

/** Address of the block with the given index. */
export function blockAddress(index: number): number {
  return blocksStart + index * blockBytes;
}

const names: ReadonlyMap<number, string> = new Map([
  [block.stackPointer, 'sp'],
  [block.linkRegister, 'lr'],
  [block.flags, 'apsr'],
  [block.fpscr, 'fpscr'],
  [block.entry, 'entry'],
  [block.resume, 'resume'],
  [block.done, 'done'],
  [block.primask, 'primask'],
  [block.basepri, 'basepri'],
  [block.faultmask, 'faultmask'],
  [block.control, 'control'],
  [block.mainStack, 'msp'],
  [block.processStack, 'psp'],
]);

/** What the word at this offset of a block holds, for messages. */
export function nameOfWord(offset: number): string {
  const name = names.get(offset);
  if (name !== undefined) return name;
  if (offset < block.stackPointer) return `r${offset}`;
  if (offset >= block.marks) return `landing pad ${offset - block.marks}`;
  if (offset >= block.scratch) return `scratch+${(offset - block.scratch) * 4}`;
  return `s${offset - block.singles}`;
}
