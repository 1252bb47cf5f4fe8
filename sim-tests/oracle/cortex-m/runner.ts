/** The part of a test image that is the same for every case: start, load and store the processor, stop. */
import { block, blockBytes, blocksStart, codeStart, dataBytes, dataStart } from './layout.ts';
import * as thumb from './thumb.ts';

/** Name of the file the image writes its blocks to, by semihosting, in the working directory. */
export const resultFile = 'blocks.bin';

const vectorCount = 16;
/** Main stack and the arguments of SYS_WRITE: the top of the board's 4 MiB of data SRAM. */
const initialStackPointer = dataStart + dataBytes;
const writeArgumentsAddress = dataStart;
const cpacr = 0xe000_ed88;
const semihostingOpen = 0x01;
const semihostingWrite = 0x05;
const semihostingExit = 0x18;
const openForBinaryWriting = 5;
/** ADP_Stopped_ApplicationExit: QEMU ends with code 0. */
const applicationExit = 0x2_0026;

/** Code of the runner with the addresses that snippets need. */
export interface Runner {
  readonly halfwords: Uint16Array;
  /** Where a snippet goes when it is done, with its block's address in r0. */
  readonly storeAddress: number;
  /** Landing pad for each register that may hold the block's address (r0 to r12). */
  readonly farPads: readonly number[];
  /** Where the program goes when all blocks are done, and after a fault. */
  readonly stopAddress: number;
}

/** Collects halfwords and knows the address of the next one. */
class Assembler {
  readonly halfwords: number[] = [];
  get address(): number {
    return codeStart + this.halfwords.length * 2;
  }
  emit(...parts: thumb.Code[]): number {
    const start = this.address;
    for (const part of parts) this.halfwords.push(...part);
    return start;
  }
  words(...values: number[]): number {
    if (this.halfwords.length % 2 !== 0) this.halfwords.push(0);
    const start = this.address;
    for (const value of values) this.halfwords.push(value & 0xffff, value >>> 16);
    return start;
  }
  patchWord(address: number, value: number): void {
    const index = (address - codeStart) / 2;
    this.halfwords[index] = value & 0xffff;
    this.halfwords[index + 1] = value >>> 16;
  }
}

/** Assembles the runner for an image with the given number of blocks; `hasFpu` saves and restores it too. */
export function assembleRunner(blockCount: number, hasFpu = true): Runner {
  const asm = new Assembler();
  asm.words(...Array.from({ length: vectorCount }, () => 0));
  const stop = emitStop(asm, blockCount);
  const loadAddress = emitLoad(asm, hasFpu);
  const storeAddress = emitStore(asm, { blockCount, loadAddress, stop, hasFpu });
  const start = emitStart(asm, loadAddress, hasFpu);
  const farPads = Array.from({ length: 13 }, (_, register) => emitFarPad(asm, register));
  asm.patchWord(codeStart, initialStackPointer);
  asm.patchWord(codeStart + 4, start | 1);
  for (let vector = 2; vector < vectorCount; vector++) asm.patchWord(codeStart + 4 * vector, stop | 1);
  return { halfwords: Uint16Array.from(asm.halfwords), storeAddress, farPads, stopAddress: stop };
}

const enableFpu: thumb.Code = [
  ...thumb.loadConstant(0, cpacr),
  ...thumb.loadConstant(1, 0x00f0_0000),
  ...thumb.store(1, 0, 0),
  ...thumb.barriers,
];

/** Enables the FPU, then loads the first block. */
function emitStart(asm: Assembler, loadAddress: number, hasFpu: boolean): number {
  const start = asm.emit(hasFpu ? enableFpu : [], thumb.loadConstant(0, blocksStart));
  asm.emit(thumb.branch(loadAddress - asm.address));
  return start;
}

/** Special registers a block has a word for, in the order in which they are saved. CONTROL is first: it has FPCA. */
const specials: readonly (readonly [thumb.Special, number])[] = [
  ['control', block.control],
  ['primask', block.primask],
  ['basepri', block.basepri],
  ['faultmask', block.faultmask],
  ['msp', block.mainStack],
  ['psp', block.processStack],
];

/** Loads everything but r0-r12 from the block at r0 and enters the snippet, which loads those itself. */
function emitLoad(asm: Assembler, hasFpu: boolean): number {
  const floats = [
    thumb.addWide(1, 0, block.singles * 4),
    thumb.loadSingles(1),
    thumb.load(1, 0, block.fpscr * 4),
    thumb.writeFpscr(1),
  ];
  return asm.emit(
    thumb.clearExclusive,
    ...specials.flatMap(([name, word]) => [thumb.load(1, 0, word * 4), thumb.writeSpecial(name, 1)]),
    thumb.barriers,
    ...(hasFpu ? floats : []),
    thumb.load(1, 0, block.flags * 4),
    thumb.writeFlags(1),
    thumb.load(1, 0, block.stackPointer * 4),
    thumb.move(13, 1),
    thumb.load(14, 0, block.linkRegister * 4),
    thumb.load(1, 0, block.entry * 4),
    thumb.branchExchange(1),
  );
}

interface StorePlan {
  readonly blockCount: number;
  readonly loadAddress: number;
  readonly stop: number;
  readonly hasFpu: boolean;
}

/** Stores everything but r0-r12 and lr, which the snippet stored itself, and goes on to the next block. */
function emitStore(asm: Assembler, { blockCount, loadAddress, stop, hasFpu }: StorePlan): number {
  const floats = [
    thumb.readFpscr(1),
    thumb.store(1, 0, block.fpscr * 4),
    thumb.addWide(1, 0, block.singles * 4),
    thumb.storeSingles(1),
  ];
  const start = asm.emit(
    ...specials.flatMap(([name, word]) => [thumb.readSpecial(1, name), thumb.store(1, 0, word * 4)]),
    thumb.readFlags(1),
    thumb.store(1, 0, block.flags * 4),
    thumb.move(1, 13),
    thumb.store(1, 0, block.stackPointer * 4),
    ...(hasFpu ? floats : []),
    thumb.loadConstant(1, 1),
    thumb.store(1, 0, block.done * 4),
    thumb.addWide(0, 0, blockBytes),
    thumb.loadConstant(1, blocksStart + blockCount * blockBytes),
    thumb.compare(0, 1),
  );
  asm.emit(thumb.branchIfNotEqual(loadAddress - asm.address));
  asm.emit(thumb.branch(stop - asm.address));
  return start;
}

/** Writes all blocks to the result file and exits; also the handler of every fault, so the host sees how far it got. */
function emitStop(asm: Assembler, blockCount: number): number {
  const name = asm.words(...wordsOfText(resultFile));
  const openArguments = asm.words(name, openForBinaryWriting, resultFile.length);
  return asm.emit(
    thumb.clearFaultmask,
    thumb.loadConstant(0, semihostingOpen),
    thumb.loadConstant(1, openArguments),
    thumb.semihosting,
    thumb.loadConstant(1, writeArgumentsAddress),
    thumb.store(0, 1, 0),
    thumb.loadConstant(0, blocksStart),
    thumb.store(0, 1, 4),
    thumb.loadConstant(0, blockCount * blockBytes),
    thumb.store(0, 1, 8),
    thumb.loadConstant(0, semihostingWrite),
    thumb.semihosting,
    thumb.loadConstant(0, semihostingExit),
    thumb.loadConstant(1, applicationExit),
    thumb.semihosting,
  );
}

/** Marks its arrival in the block whose address is in `register`, then goes where the block says. */
function emitFarPad(asm: Assembler, register: number): number {
  return asm.emit(
    thumb.store(register, register, (block.marks + block.markWords - 1) * 4),
    thumb.load(15, register, block.resume * 4),
  );
}

function wordsOfText(text: string): number[] {
  const bytes = new Uint8Array(Math.ceil((text.length + 1) / 4) * 4);
  new TextEncoder().encodeInto(text, bytes);
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
}
