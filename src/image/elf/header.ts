import { ImageError } from '../errors.ts';
import type { FirmwareImage } from '../types.ts';
import type { ElfReader } from './reader.ts';

/** The fields of Elf32_Ehdr that the rest of the reader needs (gABI, "ELF Header"). */
export interface ElfHeader {
  readonly machine: FirmwareImage['machine'];
  readonly entry: number;
  readonly programHeaderOffset: number;
  readonly programHeaderBytes: number;
  readonly programHeaderCount: number;
  readonly sectionHeaderOffset: number;
  readonly sectionHeaderBytes: number;
  readonly sectionHeaderCount: number;
  readonly sectionNamesIndex: number;
}

// e_machine (gABI, "Machine"). The first two can be simulated; the rest are named so that a mix-up is easy to see.
const machines: ReadonlyMap<number, FirmwareImage['machine']> = new Map([
  [40, 'arm'],
  [83, 'avr'],
]);
const foreignMachines: ReadonlyMap<number, string> = new Map([
  [3, 'x86'],
  [8, 'MIPS'],
  [20, 'PowerPC'],
  [62, 'x86-64'],
  [94, 'Xtensa'],
  [105, 'MSP430'],
  [164, 'Hexagon'],
  [183, 'AArch64'],
  [243, 'RISC-V'],
]);

const executableType = 2; // ET_EXEC
const otherTypes: ReadonlyMap<number, string> = new Map([
  [1, 'an object file that has not been linked'],
  [3, 'a shared object or position-independent executable'],
  [4, 'a core dump'],
]);

/** Whether `bytes` start like an ELF file of any kind. */
export function isElf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}

/** Reads and checks the file header. @throws ImageError when this is not a linked 32-bit little-endian firmware */
export function readElfHeader(reader: ElfReader): ElfHeader {
  const what = 'the ELF header';
  reader.slice(0, 52, what);
  requireLittleEndian(reader);
  const machine = readMachine(reader);
  require32Bit(reader);
  requireExecutable(reader);
  const entry = reader.u32(24, what);
  return {
    machine,
    // Bit 0 of a function address says Thumb (AAELF32, "Symbol Values"); it is no part of the address.
    entry: machine === 'arm' ? (entry & ~1) >>> 0 : entry,
    programHeaderOffset: reader.u32(28, what),
    sectionHeaderOffset: reader.u32(32, what),
    programHeaderBytes: reader.u16(42, what),
    programHeaderCount: reader.u16(44, what),
    sectionHeaderBytes: reader.u16(46, what),
    sectionHeaderCount: reader.u16(48, what),
    sectionNamesIndex: reader.u16(50, what),
  };
}

/** Byte order decides how every other field is read; machine and type are at the same place in 64-bit files. */
function requireLittleEndian(reader: ElfReader): void {
  if (reader.u8(5, 'the ELF header') === 1) return;
  throw reader.error('this ELF is big-endian', 'Cortex-M and AVR firmware is little-endian: give the ELF you flash.');
}

function require32Bit(reader: ElfReader): void {
  const elfClass = reader.u8(4, 'the ELF header');
  if (elfClass !== 1) throw reader.error(`the ELF class is ${elfClass}, and firmware for 32-bit cores has 1`);
}

function readMachine(reader: ElfReader): FirmwareImage['machine'] {
  const code = reader.u16(18, 'the ELF header');
  const machine = machines.get(code);
  if (machine !== undefined) return machine;
  throw new ImageError({
    where: reader.name,
    what: `this ELF is for ${foreignMachines.get(code) ?? 'an unknown architecture'} (e_machine ${code})`,
    advice: 'preflash simulates Arm Cortex-M and AVR: give the ELF that arm-none-eabi-gcc or avr-gcc linked.',
    kind: 'unsupported',
  });
}

function requireExecutable(reader: ElfReader): void {
  const type = reader.u16(16, 'the ELF header');
  if (type === executableType) return;
  const what = `this ELF is ${otherTypes.get(type) ?? `of the unknown type ${type}`}, not firmware`;
  throw reader.error(what, 'Give the linked .elf (the one you would flash), with addresses from a linker script.');
}
