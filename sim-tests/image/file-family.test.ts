import { describe, expect, it } from 'vitest';
import { fileFamilyOf } from '../../src/measure/file-family.ts';
import { fileKindOf } from '../../src/measure/file-kind.ts';
import { writeElf } from './support/elf-writer.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A record of Intel HEX at an address below 64 KiB, and the end of the file. */
function hexOf(address: number, bytes: readonly number[]): Uint8Array {
  const record = [bytes.length, address >> 8, address & 0xff, 0, ...bytes];
  const checksum = -record.reduce((sum, byte) => sum + byte, 0) & 0xff;
  const digits = [...record, checksum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return encode(`:${digits.toUpperCase()}\n:00000001FF\n`);
}

/** MSP 0x20001000, reset handler at 8 in Thumb state, and NOPs there (ARMv7-M ARM, B1.5.3). */
const cortexMVectors = [0x00, 0x10, 0x00, 0x20, 0x09, 0x00, 0x00, 0x00, 0x00, 0xbf, 0x00, 0xbf];
/** Four times JMP 0 (DS40002198). */
const avrVectors = Array.from({ length: 4 }, () => [0x0c, 0x94, 0x00, 0x00]).flat();

const files: readonly (readonly [what: string, bytes: Uint8Array, family: 'Cortex-M' | 'AVR' | undefined])[] = [
  ['an ELF for Arm', writeElf({ machine: 40 }), 'Cortex-M'],
  ['an ELF for AVR', writeElf({ machine: 83 }), 'AVR'],
  ['an ELF for x86-64', writeElf({ machine: 62 }), undefined],
  ['a big-endian ELF', writeElf({ byteOrder: 2 }), undefined],
  ['an ELF that ends in its header', writeElf({}).subarray(0, 20), undefined],
  ['a HEX with a vector table of Cortex-M', hexOf(0, cortexMVectors), 'Cortex-M'],
  ['a HEX with vectors of AVR', hexOf(0, avrVectors), 'AVR'],
  ['a HEX that says neither', hexOf(0x100, [1, 2, 3, 4]), undefined],
  ['a damaged HEX', encode(':1000000000000000\n'), undefined],
];

describe('the cores that a firmware file can be for', () => {
  it.each(files)('%s', (_, bytes, family) => {
    expect(fileFamilyOf(fileKindOf(bytes)!, bytes)).toBe(family);
  });
});
