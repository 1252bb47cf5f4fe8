import type { Peripheral, PeripheralModel } from './types.ts';

const erased = 0xffff_ffff;

/** Memory that only reads: the words given, and erased flash between them. */
function readOnly(words: Readonly<Record<number, number>>): Peripheral {
  return { read: (offset) => words[offset] ?? erased, write: () => false };
}

/**
 * Factory information of an nRF52840 (product specification v1.7 section 4.4.1), revision 3: page size, pages, part,
 * variant, RAM and flash, and the two words after them by which Nordic's start-up code tells revisions apart.
 */
export const nrf52840Ficr: PeripheralModel = {
  sizeBytes: 0x1000,
  create: () =>
    readOnly({
      16: 4096,
      20: 256,
      96: 0x5072_6546,
      100: 0x6c61_7368,
      256: 0x52840,
      260: 0x4141_4430,
      264: 0x2004,
      268: 256,
      272: 1024,
      304: 0x8,
      308: 0x3,
    }),
};

/** User information (section 4.5.1): pin 18 is the reset, as development kits have it; the rest is erased. */
export const nrf52840Uicr: PeripheralModel = {
  sizeBytes: 0x1000,
  create: () => readOnly({ 512: 18, 516: 18, 524: 0xffff_fffe }),
};
