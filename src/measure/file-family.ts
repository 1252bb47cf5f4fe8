import type { CoreFamily } from '../devices/core-family.ts';
import { machineOf } from '../image/open.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { FileKind } from './file-kind.ts';

const families: Readonly<Record<FirmwareImage['machine'], CoreFamily | undefined>> = {
  arm: 'Cortex-M',
  avr: 'AVR',
  unknown: undefined,
};

const firmwareFamily = (bytes: Uint8Array): CoreFamily | undefined => families[machineOf(bytes)];

const familyOfKind: Readonly<Record<FileKind, (bytes: Uint8Array) => CoreFamily | undefined>> = {
  tflite: () => 'Cortex-M',
  nnom: () => 'AVR',
  elf: firmwareFamily,
  hex: firmwareFamily,
  report: () => undefined,
};

/**
 * The only cores that a file can run on, without opening all of it; undefined when the file does not say, so that a run
 * has to show what happens.
 *
 * @param kind what `fileKindOf` says of it
 */
export function fileFamilyOf(kind: FileKind, bytes: Uint8Array): CoreFamily | undefined {
  return familyOfKind[kind](bytes);
}
