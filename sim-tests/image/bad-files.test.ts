import { describe, expect, it } from 'vitest';
import { ImageError } from '../../src/image/errors.ts';
import { openImage } from '../../src/image/open.ts';
import { type ElfFields, writeElf } from './support/elf-writer.ts';

const code = { virtualAddress: 0x0800_0000, fileBytes: 64 };

async function refusal(bytes: Uint8Array): Promise<ImageError> {
  const error = await openImage(bytes, 'firmware.elf').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImageError);
  return error as ImageError;
}

describe('an ELF that is not firmware for a part we know', () => {
  it.each<[string, ElfFields, RegExp, 'bad-input' | 'unsupported']>([
    ['x86-64', { elfClass: 2, machine: 62 }, /x86-64 \(e_machine 62\).*arm-none-eabi-gcc/, 'unsupported'],
    ['64-bit Arm', { elfClass: 2 }, /ELF class is 2/, 'bad-input'],
    ['big-endian', { byteOrder: 2 }, /big-endian/, 'bad-input'],
    ['RISC-V', { machine: 243 }, /RISC-V \(e_machine 243\).*Cortex-M and AVR/, 'unsupported'],
    ['nobody', { machine: 4711 }, /unknown architecture \(e_machine 4711\)/, 'unsupported'],
    ['object', { type: 1 }, /object file that has not been linked.*linked \.elf/, 'bad-input'],
    ['shared', { type: 3 }, /shared object/, 'bad-input'],
    ['empty', { segments: [] }, /nothing to load/, 'bad-input'],
    ['zero-size', { segments: [{ ...code, fileBytes: 0, memoryBytes: 0 }] }, /nothing to load/, 'bad-input'],
  ])('%s', async (_, fields, message, kind) => {
    const error = await refusal(writeElf(fields));
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^firmware\.elf: /);
    expect(error.kind).toBe(kind);
  });
});

describe('an ELF whose fields cannot be', () => {
  it.each<[string, ElfFields, RegExp]>([
    [
      '4 GiB in the file',
      { segments: [{ ...code, fileBytes: 0xffff_ffff, virtualAddress: 0 }] },
      /the file ends after/,
    ],
    ['past the address space', { segments: [{ ...code, memoryBytes: 0xffff_ffff }] }, /past the end of the 32-bit/],
    ['less memory than bytes', { segments: [{ ...code, memoryBytes: 8 }] }, /64 bytes in the file but room for 8/],
    [
      'two segments at one address',
      { segments: [code, { ...code, virtualAddress: 0x0800_0020 }] },
      /programmed to the same address 0x08000020/,
    ],
    ['bytes past the end', { segments: [{ ...code, offset: 0xffff_fff0 }] }, /segment 0 at file offset 0xFFFFFFF0/],
  ])('%s', async (_, fields, message) => expect((await refusal(writeElf(fields))).message).toMatch(message));

  it('allows a segment of zeros whose file offset means nothing', async () => {
    const bss = { virtualAddress: 0x2000_0000, fileBytes: 0, memoryBytes: 1024, offset: 0xffff_fff0 };
    const image = await openImage(writeElf({ segments: [code, bss] }), 'firmware.elf');
    expect(image.segments.map(({ memoryBytes }) => memoryBytes)).toEqual([64, 1024]);
  });

  it('says so when a string table does not end', async () => {
    const elf = writeElf({ segments: [code], content: new Uint8Array(80 + 64).fill(0x41) });
    const view = new DataView(elf.buffer);
    const table = elf.length - 80;
    view.setUint32(32, table, true); // e_shoff
    view.setUint16(48, 2, true); // e_shnum
    view.setUint16(50, 1, true); // e_shstrndx
    elf.fill(0, table);
    view.setUint32(table + 40 + 4, 3, true); // section 1: SHT_STRTAB
    view.setUint32(table + 40 + 16, table - 64, true);
    view.setUint32(table + 40 + 20, 64, true);
    expect((await refusal(elf)).message).toMatch(/string table does not end in NUL/);
  });
});

describe('other files people pass', () => {
  it.each([
    ['', /empty/],
    ['\x1c\0\0\0TFL3', /TensorFlow Lite model.*as a model/],
    ['!<arch>\nfoo', /static library.*Link it/],
    ['UF2\nWQ]', /UF2 file/],
    ['hello', /neither an ELF nor an Intel HEX.*raw binary/],
    ['\x7fELF', /the ELF header at file offset 0x00000000 needs 52 bytes, but the file ends after 4/],
  ])('%j', async (text, message) => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect((await refusal(bytes)).message).toMatch(message);
  });
});
