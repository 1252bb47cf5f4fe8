import { formatAddress } from '../../bytes/address.ts';
import type { Segment } from '../types.ts';
import type { ElfHeader } from './header.ts';
import type { ElfReader } from './reader.ts';

const loadable = 1; // PT_LOAD
const addressSpaceBytes = 2 ** 32;

/**
 * The PT_LOAD program headers as segments, in load-address order; empty ones are left out.
 * @throws ImageError when one lies outside the file or the 4 GiB address space, or two would be programmed to the
 * same addresses
 */
export function readSegments(reader: ElfReader, header: ElfHeader): Segment[] {
  if (header.programHeaderCount > 0 && header.programHeaderBytes < 32) {
    throw reader.error(`its program headers are ${header.programHeaderBytes} bytes long; they have 32`);
  }
  const segments: Segment[] = [];
  for (let index = 0; index < header.programHeaderCount; index++) {
    const offset = header.programHeaderOffset + index * header.programHeaderBytes;
    if (reader.u32(offset, 'the program headers') !== loadable) continue;
    const segment = readSegment(reader, offset, index);
    if (segment.memoryBytes > 0) segments.push(segment);
  }
  segments.sort((a, b) => a.loadAddress - b.loadAddress);
  requireDisjoint(reader, segments);
  return segments;
}

function readSegment(reader: ElfReader, offset: number, index: number): Segment {
  const what = 'the program headers';
  const fileOffset = reader.u32(offset + 4, what);
  const virtualAddress = reader.u32(offset + 8, what);
  const loadAddress = reader.u32(offset + 12, what);
  const fileBytes = reader.u32(offset + 16, what);
  const memoryBytes = reader.u32(offset + 20, what);
  if (fileBytes > memoryBytes) {
    throw reader.error(`segment ${index} has ${fileBytes} bytes in the file but room for ${memoryBytes} in memory`);
  }
  if (virtualAddress + memoryBytes > addressSpaceBytes || loadAddress + fileBytes > addressSpaceBytes) {
    throw reader.error(`segment ${index} (${memoryBytes} bytes) runs past the end of the 32-bit address space`);
  }
  // A segment without bytes may carry any file offset.
  const bytes = fileBytes === 0 ? new Uint8Array(0) : reader.slice(fileOffset, fileBytes, `segment ${index}`);
  return { loadAddress, virtualAddress, bytes, memoryBytes };
}

function requireDisjoint(reader: ElfReader, segments: readonly Segment[]): void {
  let end = 0;
  for (const { loadAddress, bytes } of segments) {
    if (bytes.length === 0) continue;
    if (loadAddress < end) {
      throw reader.error(`two segments are programmed to the same address ${formatAddress(loadAddress)}`);
    }
    end = loadAddress + bytes.length;
  }
}
