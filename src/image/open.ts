import { sha256Hex } from '../bytes/sha256.ts';
import { readElf } from './elf/elf.ts';
import { isElf, readElfHeader } from './elf/header.ts';
import { ElfReader } from './elf/reader.ts';
import { ImageError } from './errors.ts';
import { isIntelHex, readIntelHex } from './hex.ts';
import type { FirmwareImage } from './types.ts';

/** One file format: how its content is recognised, and how it is read. */
interface ImageFormat {
  readonly matches: (bytes: Uint8Array) => boolean;
  readonly read: (bytes: Uint8Array, name: string) => Omit<FirmwareImage, 'sha256'>;
  /** What it is for, by as little of the file as says so. Throws an ImageError where that cannot be read. */
  readonly machineOf: (bytes: Uint8Array, name: string) => FirmwareImage['machine'];
}

const formats: readonly ImageFormat[] = [
  {
    matches: isElf,
    read: readElf,
    machineOf: (bytes, name) => readElfHeader(new ElfReader(bytes, name)).machine,
  },
  { matches: isIntelHex, read: readIntelHex, machineOf: (bytes, name) => readIntelHex(bytes, name).machine },
];

/** Files people pass by mistake, by their first bytes, and what to do about each. */
const lookalikes: readonly { offset: number; magic: string; what: string; advice: string }[] = [
  { offset: 4, magic: 'TFL3', what: 'this is a TensorFlow Lite model', advice: 'Open it as a model, not an image.' },
  { offset: 0, magic: '!<arch>\n', what: 'this is a static library', advice: 'Link it into firmware first.' },
  { offset: 0, magic: 'MZ', what: 'this is a Windows program', advice: 'Give the ELF of the cross compiler.' },
  { offset: 0, magic: 'UF2\n', what: 'this is a UF2 file', advice: 'Give the ELF it was made from.' },
  { offset: 0, magic: 'PK', what: 'this is a ZIP archive', advice: 'Unpack it and give the ELF or HEX inside.' },
  { offset: 0, magic: 'S0', what: 'this is a Motorola S-record file', advice: 'Convert it: objcopy -O ihex.' },
];

/** Whether `bytes` are of a firmware format that `openImage` reads, judged by content. */
export function isFirmwareImage(bytes: Uint8Array): boolean {
  return formats.some((format) => format.matches(bytes));
}

/**
 * What a firmware file is for, without opening it; `unknown` for one that does not say, or that is damaged or of another
 * architecture: what is wrong with it is for `openImage` to say.
 */
export function machineOf(bytes: Uint8Array): FirmwareImage['machine'] {
  try {
    return formats.find((format) => format.matches(bytes))?.machineOf(bytes, 'firmware') ?? 'unknown';
  } catch (error) {
    if (error instanceof ImageError) return 'unknown';
    throw error;
  }
}

/**
 * Opens a firmware file of any format preflash knows, by its content; the file name is for messages alone.
 * @returns the image; segment bytes may be views of `bytes`
 * @throws ImageError (as a rejection) when the format is unknown or the file is damaged
 */
export async function openImage(bytes: Uint8Array, name: string): Promise<FirmwareImage> {
  const format = formats.find((candidate) => candidate.matches(bytes));
  if (format === undefined) throw unknownFormat(bytes, name);
  const image = format.read(bytes, name);
  return { ...image, sha256: await sha256Hex(bytes) };
}

function unknownFormat(bytes: Uint8Array, name: string): ImageError {
  if (bytes.length === 0) {
    return new ImageError({ where: name, what: 'this file is empty', advice: 'Give the ELF or Intel HEX you flash.' });
  }
  const startsWith = (magic: string, offset: number) =>
    [...magic].every((character, index) => bytes[offset + index] === character.charCodeAt(0));
  const lookalike = lookalikes.find(({ magic, offset }) => startsWith(magic, offset));
  return new ImageError({
    where: name,
    what: lookalike?.what ?? 'this is neither an ELF nor an Intel HEX file',
    advice: lookalike?.advice ?? 'A raw binary does not say where it belongs: give the .elf or .hex of the same build.',
  });
}
