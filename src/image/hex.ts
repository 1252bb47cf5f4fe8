import nrfIntelHex from 'nrf-intel-hex';
import { ImageError } from './errors.ts';
import type { FirmwareImage, Segment } from './types.ts';

// The package's types describe an ES module, but what node loads is CommonJS whose exports are the class itself.
const MemoryMap = nrfIntelHex as unknown as typeof nrfIntelHex.default;

/** Whether `bytes` start like Intel HEX: a colon and the hexadecimal digits of a record. */
export function isIntelHex(bytes: Uint8Array): boolean {
  return /^\s*:[0-9A-Fa-f]{8}/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 64)));
}

/**
 * Reads an Intel HEX file. It holds bytes and addresses only: there are no symbols, and what it is for is told by the
 * vector table it starts with, Cortex-M's or AVR's.
 * @throws ImageError with the record at fault
 */
export function readIntelHex(bytes: Uint8Array, name: string): Omit<FirmwareImage, 'sha256'> {
  const segments = parse(bytes, name);
  const vectors = findVectorTable(segments);
  return {
    format: 'hex',
    machine: machineOf(segments, vectors !== undefined),
    entry: vectors?.resetAddress ?? segments[0]!.loadAddress,
    cpu: undefined,
    segments,
    sections: [],
    symbols: [],
    relocations: [],
  };
}

function parse(bytes: Uint8Array, name: string): Segment[] {
  const advice = 'Write the HEX file again (objcopy -O ihex), or copy it again if it was cut short.';
  let blocks: [number, Uint8Array][];
  try {
    blocks = [...MemoryMap.fromHex(new TextDecoder('latin1').decode(bytes))];
  } catch (error) {
    throw new ImageError({ where: name, what: `this Intel HEX is damaged: ${firstSentence(error)}`, advice });
  }
  const segments = blocks
    .filter(([, block]) => block.length > 0)
    .map(([address, block]) => ({
      loadAddress: address,
      virtualAddress: address,
      bytes: block,
      memoryBytes: block.length,
    }))
    .sort((a, b) => a.loadAddress - b.loadAddress);
  if (segments.length === 0) throw new ImageError({ where: name, what: 'this Intel HEX holds no data', advice });
  const last = segments[segments.length - 1]!;
  if (last.loadAddress + last.memoryBytes > 2 ** 32) {
    throw new ImageError({ where: name, what: 'this Intel HEX runs past the end of the 32-bit address space', advice });
  }
  return segments;
}

function firstSentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);
}

/**
 * The vector table at the lowest address: an initial stack pointer in the SRAM part of the Cortex-M memory map and a
 * Thumb reset address inside the image (ARMv7-M ARM, B1.5.3 and B3.1).
 */
function findVectorTable(segments: readonly Segment[]): { resetAddress: number } | undefined {
  const first = segments[0]!;
  if (first.bytes.length < 8 || first.loadAddress % 128 !== 0) return undefined;
  const view = new DataView(first.bytes.buffer, first.bytes.byteOffset, first.bytes.byteLength);
  const stackPointer = view.getUint32(0, true);
  const reset = view.getUint32(4, true);
  // SRAM is 0x20000000..0x3FFFFFFF; vendors also put RAM into the code region, below it (0x10000000 on STM32L4).
  const stackInRam = stackPointer % 4 === 0 && stackPointer >= 0x1000_0000 && stackPointer <= 0x4000_0000;
  const isThumb = reset % 2 === 1;
  if (!stackInRam || !isThumb) return undefined;
  const resetAddress = reset - 1;
  const inside = ({ loadAddress, bytes }: Segment) =>
    resetAddress >= loadAddress && resetAddress < loadAddress + bytes.length;
  return segments.some(inside) ? { resetAddress } : undefined;
}

function machineOf(segments: readonly Segment[], hasCortexMVectors: boolean): FirmwareImage['machine'] {
  if (hasCortexMVectors) return 'arm';
  return startsWithAvrVectors(segments[0]!) ? 'avr' : 'unknown';
}

/**
 * AVR vectors are jumps from address 0 on, all of one kind: JMP (1001 010k kkkk 110k and a second word) every four bytes,
 * RJMP (1100 kkkk kkkk kkkk) every two (AVR Instruction Set Manual, DS40002198).
 */
function startsWithAvrVectors({ loadAddress, bytes }: Segment): boolean {
  const vectorCount = 4;
  const wordAt = (offset: number): number => (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8);
  const everyVector = (strideBytes: number, isJump: (word: number) => boolean): boolean =>
    Array.from({ length: vectorCount }, (_, index) => wordAt(index * strideBytes)).every(isJump);
  if (loadAddress !== 0 || bytes.length < 4 * vectorCount) return false;
  return everyVector(4, (word) => (word & 0xfe0e) === 0x940c) || everyVector(2, (word) => (word & 0xf000) === 0xc000);
}
