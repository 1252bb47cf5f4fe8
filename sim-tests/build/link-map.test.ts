import { describe, expect, it } from 'vitest';
import { parseLinkedObjects, parseLinkMap } from '../../src/build/link-map.ts';
import { deserializeLinkMap, serializeLinkMap } from '../../src/build/manifest.ts';

/** The forms of line in a GNU ld map (ld manual, "-Map"; binutils 2.40), shortened. */
const mapText = `Archive member included to satisfy reference by file (symbol)

Discarded input sections

 .text          0x00000000       0x10 unused.o
 .rodata.gone   0x00000000        0x4 unused.o

Memory Configuration

Name             Origin             Length             Attributes
FLASH            0x08000000         0x00100000         xr

Linker script and memory map

LOAD main.o

.isr_vector     0x08000000        0x8
 *(.isr_vector)
 .isr_vector    0x08000000        0x8 startup.o
                0x08000000                vectors

.text           0x08000008      0x128
 *(.text .text.*)
 .text.a_name_longer_than_its_column
                0x08000010       0x22 main.o
                0x08000010                a_name_longer_than_its_column
 .text.short    0x08000008        0x6 main.o
 *fill*         0x0800000e        0x2 
 .rodata.str1.4
                0x08000034       0x2c main.o
                                 0x31 (size before relaxing)
 .text          0x08000060        0x0 empty.o
 .text          0x08000060       0xa0 /usr/lib/libgcc.a(_udivmoddi4.o)
                0x08000100                        . = ALIGN (0x4)
                0x08000100                        PROVIDE (__etext = .)

.data           0x20000000        0x4 load address 0x08000130
                0x20000000                        __data_start = .
 .data.counter  0x20000000        0x4 main.o
                0x08000134                        pf_model = ALIGN ((LOADADDR (.data) + SIZEOF (.data)), 0x10)

.bss            0x20000004       0x10
 COMMON         0x20000004       0x10 main.o

.comment        0x00000000       0x26
 .comment       0x00000000       0x26 main.o
                                 0x27 (size before relaxing)
 .comment       0x00000026       0x27 startup.o

.ARM.attributes
                0x00000000       0x34
 .ARM.attributes
                0x00000000       0x34 main.o

.debug_info     0x00000000      0x100
 .debug_info    0x00000000      0x100 main.o
OUTPUT(image.elf elf32-littlearm)
`;

describe('parseLinkMap', () => {
  const map = parseLinkMap(mapText);

  it('finds the sections that were placed, by address', () => {
    expect(map.sections).toEqual([
      { name: '.isr_vector', address: 0x0800_0000, sizeBytes: 8 },
      { name: '.text.short', address: 0x0800_0008, sizeBytes: 6 },
      { name: '.text.a_name_longer_than_its_column', address: 0x0800_0010, sizeBytes: 0x22 },
      { name: '.rodata.str1.4', address: 0x0800_0034, sizeBytes: 0x2c },
      { name: '.text', address: 0x0800_0060, sizeBytes: 0xa0 },
      { name: '.data.counter', address: 0x2000_0000, sizeBytes: 4 },
      { name: 'COMMON', address: 0x2000_0004, sizeBytes: 16 },
    ]);
  });

  it('tells the object file of each section, without its folders', () => {
    expect(parseLinkedObjects(mapText).map(({ name, object }) => [name, object])).toEqual([
      ['.isr_vector', 'startup.o'],
      ['.text.short', 'main.o'],
      ['.text.a_name_longer_than_its_column', 'main.o'],
      ['.rodata.str1.4', 'main.o'],
      ['.text', 'libgcc.a(_udivmoddi4.o)'],
      ['.data.counter', 'main.o'],
      ['COMMON', 'main.o'],
    ]);
  });

  it('lets no section reach into the next: merged strings are listed with the size they had before', () => {
    const merged = ` .rodata.f.str1.4\n                0x08000100       0x61 a.o\n .rodata.t      0x08000108      0x100 b.o\n`;
    expect(parseLinkedObjects(merged).map(({ sizeBytes }) => sizeBytes)).toEqual([8, 0x100]);
  });

  it('finds the symbols the linker script makes', () => {
    expect(map.scriptSymbols).toEqual(['__data_start', '__etext', 'pf_model']);
  });

  it('survives being kept as JSON', () => {
    expect(deserializeLinkMap(serializeLinkMap(map))).toEqual(map);
  });

  it('says so when the JSON is damaged', () => {
    expect(() => deserializeLinkMap('{"sections":[[".text",-1,3]],"scriptSymbols":[]}')).toThrow(/link map.*damaged/);
    expect(() => deserializeLinkMap('{')).toThrow(/link map.*damaged/);
  });
});
