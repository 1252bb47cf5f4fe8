import { PreflashError } from '../../errors/preflash-error.ts';

/** The part cannot be started from this image. */
export class BootError extends PreflashError {}

/** What the boot ROM of the RP2040 needs to do, RP2040 datasheet 2.8.1. */
export interface BootTarget {
  readBytes(address: number, length: number): Uint8Array;
  writeBytes(address: number, bytes: Uint8Array): void;
  /** Resets the core with its vector table at an address. */
  reset(vectors: number): void;
  setRegister(number: number, value: number): void;
  pc: number;
  watch(address: number): void;
  unwatch(address: number): void;
  runFor(cycles: number): string;
  readWord(address: number): number;
  register(number: number): number;
  setLowestSp(value: number): void;
}

const flashBase = 0x1000_0000;
const stageBytes = 256;
const checkedBytes = stageBytes - 4;
/** Where the boot ROM loads the second stage, and the stack it has below it. */
const stageAddress = 0x2004_1f00;
const stackPointer = 13;
const linkRegister = 14;
/** A second stage takes some thousand cycles. */
const patienceCycles = 1_000_000;

/** 16 KiB from address 0: RP2040 datasheet 2.6.1. */
const romBytes = 0x4000;
export const isBootRom = (address: number): boolean => address < romBytes;

/**
 * What is wrong with firmware that asks for functions of the boot ROM (RP2040 datasheet 2.8.3). They are Raspberry Pi's
 * code and not in here: what they take would be a guess. The SDK has its own in their place.
 */
export const bootRomUse = {
  kind: 'unmodelled-peripheral',
  message: 'uses the boot ROM of the RP2040, whose functions are not modelled',
  advice:
    "Build with the compiler's functions: in CMake, pico_set_mem_ops_implementation(TARGET compiler), and the same for " +
    'bit_ops, divider, float and double.',
} as const;

/** CRC-32 as the boot ROM computes it: polynomial 04C11DB7h, start FFFFFFFFh, not reflected, not inverted. */
export function boot2Checksum(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
  }
  return crc >>> 0;
}

/**
 * Does what the boot ROM does: copies the second stage from flash to SRAM, checks it and runs it. Returns when it has
 * come to the first instruction of the program behind it, with the program's own stack.
 *
 * @throws BootError when there is no second stage, or it does not start the program
 */
export function bootFromStage2(target: BootTarget): void {
  const stage = target.readBytes(flashBase, stageBytes);
  const stored = new DataView(stage.buffer, stage.byteOffset).getUint32(checkedBytes, true);
  if (boot2Checksum(stage.subarray(0, checkedBytes)) !== stored) throw noSecondStage();
  target.writeBytes(stageAddress, stage);
  const vectors = flashBase + stageBytes;
  target.reset(vectors);
  const entry = target.readWord(vectors + 4) & ~1;
  target.setRegister(stackPointer, stageAddress);
  // Zero tells the SDK's stages that the boot ROM called them: they go to the vector table in flash.
  target.setRegister(linkRegister, 0);
  target.pc = stageAddress;
  target.watch(entry);
  const end = target.runFor(patienceCycles);
  target.unwatch(entry);
  if (end !== 'watch') throw doesNotStart(patienceCycles);
  target.setLowestSp(target.register(stackPointer));
}

function noSecondStage(): BootError {
  return new BootError({
    where: 'the first 256 bytes of flash',
    what: 'they are not a second boot stage: their checksum is wrong, and the boot ROM of the RP2040 would not start them',
    advice: 'Give the ELF that is flashed, linked with a boot stage that has its checksum (the SDK pads it in).',
    kind: 'unsupported',
  });
}

function doesNotStart(cycles: number): BootError {
  return new BootError({
    where: 'the second boot stage',
    what: `it has not come to the reset handler behind it after ${cycles} cycles`,
    advice: 'Only stages that set up the flash and go to the vector table at 0x10000100 are understood.',
    kind: 'unsupported',
  });
}
