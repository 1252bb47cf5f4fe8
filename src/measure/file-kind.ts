import { isElf } from '../image/elf/header.ts';
import { isIntelHex } from '../image/hex.ts';
import { isNnom } from '../model/nnom/nnom.ts';
import { isTflite } from '../model/tflite/tflite.ts';
import { isReport } from '../report/is-report.ts';

export const fileKinds = ['tflite', 'nnom', 'elf', 'hex', 'report'] as const;
/** What a file is: a model of either format, firmware of either format, or a report that was made before. */
export type FileKind = (typeof fileKinds)[number];

const recognisers: Readonly<Record<FileKind, (bytes: Uint8Array) => boolean>> = {
  tflite: isTflite,
  nnom: isNnom,
  elf: isElf,
  hex: isIntelHex,
  report: isReport,
};

/** The kind of a file by its content, whatever it is called; undefined when it is none that preflash reads. */
export function fileKindOf(bytes: Uint8Array): FileKind | undefined {
  return fileKinds.find((kind) => recognisers[kind](bytes));
}
