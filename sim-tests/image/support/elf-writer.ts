/** A minimal ELF written by hand, one field at a time, for files no compiler makes. Offsets: gABI, Elf32_Ehdr/Phdr. */
export interface ElfFields {
  elfClass?: number;
  byteOrder?: number;
  type?: number;
  machine?: number;
  entry?: number;
  segments?: readonly {
    offset?: number;
    virtualAddress: number;
    loadAddress?: number;
    fileBytes: number;
    memoryBytes?: number;
  }[];
  content?: Uint8Array;
}

const headerBytes = 52;
const programHeaderBytes = 32;

export function writeElf(fields: ElfFields): Uint8Array {
  const segments = fields.segments ?? [];
  const content = fields.content ?? new Uint8Array(64);
  const contentOffset = headerBytes + segments.length * programHeaderBytes;
  const bytes = new Uint8Array(contentOffset + content.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, fields.elfClass ?? 1, fields.byteOrder ?? 1, 1]);
  view.setUint16(16, fields.type ?? 2, true);
  view.setUint16(18, fields.machine ?? 40, true);
  view.setUint32(20, 1, true);
  view.setUint32(24, fields.entry ?? 0x0800_0009, true);
  view.setUint32(28, headerBytes, true);
  view.setUint16(40, headerBytes, true);
  view.setUint16(42, programHeaderBytes, true);
  view.setUint16(44, segments.length, true);
  view.setUint16(46, 40, true);
  for (const [index, segment] of segments.entries()) {
    const at = headerBytes + index * programHeaderBytes;
    view.setUint32(at, 1, true);
    view.setUint32(at + 4, segment.offset ?? contentOffset, true);
    view.setUint32(at + 8, segment.virtualAddress, true);
    view.setUint32(at + 12, segment.loadAddress ?? segment.virtualAddress, true);
    view.setUint32(at + 16, segment.fileBytes, true);
    view.setUint32(at + 20, segment.memoryBytes ?? segment.fileBytes, true);
  }
  bytes.set(content, contentOffset);
  return bytes;
}
