import type { Report } from './schema.ts';

/** Bytes by what they are for. */
export type MemoryParts = Readonly<Record<string, number>>;

/**
 * What the flash of a run consists of; the sum is its total. What a prebuilt image has too much is taken off its
 * firmware as a whole, so there the parts of the firmware are told as one.
 */
export function flashPartsOf({ flash }: Pick<Report, 'flash'>): MemoryParts {
  if (flash.unreachableBytes > 0) {
    return { firmware: flash.totalBytes - flash.modelBytes, model: flash.modelBytes };
  }
  return {
    code: flash.codeBytes,
    constants: flash.constantsBytes,
    model: flash.modelBytes,
    'initialised data': flash.initialisedDataBytes,
    unclassified: flash.otherBytes,
  };
}

/** What the RAM of a run consists of; the sum is its total. */
export const ramPartsOf = ({ ram }: Pick<Report, 'ram'>): MemoryParts => ({
  static: ram.staticBytes,
  arena: ram.arenaBytes,
  'stack peak': ram.stackPeakBytes,
  'heap peak': ram.heapPeakBytes,
});

/** `code 20.1 KiB, model 12 KiB`: the parts that are not 0. */
export const formatMemoryParts = (parts: MemoryParts, format: (bytes: number) => string): string =>
  Object.entries(parts)
    .filter(([, bytes]) => bytes !== 0)
    .map(([name, bytes]) => `${name} ${format(bytes)}`)
    .join(', ');
