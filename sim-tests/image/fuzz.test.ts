import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImageError } from '../../src/image/errors.ts';
import { openImage } from '../../src/image/open.ts';
import { indexSymbols } from '../../src/image/symbols.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { fuzz, readOrRefuse } from '../support/mutations.ts';
import { buildProgram, type Program } from './support/program.ts';

let program: Program;
/** The program without the padding between its headers and its code, so that mutations hit what is read. */
let tables: Uint8Array;

beforeAll(() => {
  program = buildProgram();
  tables = squeeze(program.elf);
});
afterAll(() => program.dispose());

/** Everything that is done with an image before it runs. */
async function readWhole(bytes: Uint8Array, name: string): Promise<FirmwareImage> {
  const image = await openImage(bytes, name);
  const index = indexSymbols(image);
  for (const { address } of image.symbols) index.functionAt(address);
  const size = image.segments.reduce((sum, segment) => sum + segment.bytes.length, 0);
  expect(size).toBeLessThanOrEqual(bytes.length);
  expect(image.relocations.length).toBeLessThanOrEqual(bytes.length);
  return image;
}

/** Moves everything behind the first page (headers, then zeros up to 0x1000, then code) down to offset 0x80. */
function squeeze(elf: Uint8Array): Uint8Array {
  const moved = 0x1000 - 0x80;
  const bytes = new Uint8Array(elf.length - moved);
  bytes.set(elf.subarray(0, 0x80));
  bytes.set(elf.subarray(0x1000), 0x80);
  const view = new DataView(bytes.buffer);
  const lower = (at: number) => {
    const offset = view.getUint32(at, true);
    if (offset >= 0x1000) view.setUint32(at, offset - moved, true);
  };
  lower(32); // e_shoff
  for (let index = 0; index < view.getUint16(44, true); index++) lower(52 + 32 * index + 4);
  for (let index = 0; index < view.getUint16(48, true); index++) lower(view.getUint32(32, true) + 40 * index + 16);
  return bytes;
}

describe('corrupted firmware is read or refused, never more', () => {
  it('starts from a file that is whole', async () => {
    const [original, squeezed] = await Promise.all([readWhole(program.elf, 'a'), readWhole(tables, 'b')]);
    expect(squeezed.symbols).toEqual(original.symbols);
    expect(squeezed.relocations).toEqual(original.relocations);
  });

  it('an ELF cut off at every length', async () => {
    for (let length = 0; length < tables.length; length++) {
      await readOrRefuse(readWhole, tables.slice(0, length), ImageError);
    }
  });

  it('an ELF with every header word at an extreme', async () => {
    const view = new DataView(tables.buffer);
    const sectionTable = view.getUint32(32, true);
    const offsets = [
      ...wordOffsets(0, 0x80),
      ...wordOffsets(sectionTable, sectionTable + 40 * view.getUint16(48, true)),
    ];
    for (const offset of offsets) {
      for (const value of [0, 1, 40, 0xffff, 0x7fff_ffff, 0xffff_fff0, 0xffff_ffff]) {
        const bytes = tables.slice();
        new DataView(bytes.buffer).setUint32(offset, value, true);
        await readOrRefuse(readWhole, bytes, ImageError);
      }
    }
  });

  it('an ELF mutated at random', async () => {
    expect((await fuzz(readWhole, tables, ImageError)).size).toBeGreaterThan(20);
  });

  it('a HEX file cut off at every length', async () => {
    for (let length = 0; length < program.hex.length; length++) {
      await readOrRefuse(readWhole, program.hex.slice(0, length), ImageError);
    }
  });

  it('a HEX file mutated at random', async () => {
    expect((await fuzz(readWhole, program.hex, ImageError)).size).toBeGreaterThan(5);
  });

  it('an ELF whose relocation sections all name the same bytes', async () => {
    // Ten thousand section headers, each claiming the 15 relocations of the first: 150,000 from a file of 400 KB.
    const view = new DataView(tables.buffer);
    const sectionTable = view.getUint32(32, true);
    const count = view.getUint16(48, true);
    const copies = 10_000;
    const bytes = new Uint8Array(sectionTable + 40 * (count + copies));
    bytes.set(tables.subarray(0, sectionTable + 40 * count));
    const relocations = tables.subarray(sectionTable + 80, sectionTable + 120);
    for (let copy = 0; copy < copies; copy++) bytes.set(relocations, sectionTable + 40 * (count + copy));
    new DataView(bytes.buffer).setUint16(48, count + copies, true);
    const opened = openImage(bytes, 'corrupted.file');
    await expect(opened).rejects.toThrow(/relocation sections overlap each other/);
  });
});

function wordOffsets(start: number, end: number): number[] {
  return Array.from({ length: Math.floor((end - start) / 2) }, (_, index) => start + 2 * index).filter(
    (offset) => offset + 4 <= end,
  );
}
