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
 * Reads an Intel HEX file. It holds bytes and addresses only: there are no symbols, and what it is for is told by
 * whether it starts with a Cortex-M vector table.
 * @throws ImageError with the record at fault
 */
export function readIntelHex(bytes: Uint8Array, name: string): Omit<FirmwareImage, 'sha256'> {
  const segments = parse(bytes, name);
  const vectors = findVectorTable(segments);
  return {
    format: 'hex',
    machine: vectors === undefined ? 'unknown' : 'arm',
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
