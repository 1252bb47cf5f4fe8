import { filesize } from 'filesize';
import { parseQuantity, type UnitFactors } from './quantity.ts';

// kB = 1000 and KiB = 1024 (IEC 80000-13). KB is left out on purpose: it has been used for both.
const byteFactors: UnitFactors = {
  B: 1,
  kB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/**
 * The bytes of a size with a unit, `64 KiB` -> 65536. A fraction of a byte is dropped: a limit of 104857.6 bytes
 * is kept by 104857.
 * @throws UnitError
 */
export function parseBytes(text: string): number {
  return Math.floor(parseQuantity(text, 'size', byteFactors, '64 KiB'));
}

/** A size for people, in bytes, KiB, MiB: 24608 -> `24.03 KiB`. */
export function formatBytes(bytes: number): string {
  return filesize(bytes, { standard: 'iec', round: 2 });
}
