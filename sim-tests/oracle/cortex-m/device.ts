import type { Device } from '../../../src/devices/schema.ts';
import { blocksBytes, blocksStart, codeBytes, codeStart, dataBytes, dataStart } from './layout.ts';

const ram = (name: string, base: number, sizeBytes: number): Device['regions'][number] => ({
  name,
  kind: 'ram',
  base,
  sizeBytes,
  aliases: [],
});

/** The part of QEMU's mps2-an386 board that test images use, as a device: memory without wait states. */
export const testDevice: Device = {
  id: 'mps2an386',
  name: 'QEMU mps2-an386',
  vendor: 'Arm',
  core: 'cortex-m4f',
  clockHz: 25_000_000,
  regions: [
    { name: 'code', kind: 'flash', base: codeStart, sizeBytes: codeBytes, aliases: [] },
    ram('data', dataStart, dataBytes),
    ram('blocks', blocksStart, blocksBytes),
  ],
  flash: { kind: 'zero-wait', wordBytes: 4 },
  peripherals: [],
  interruptCount: 32,
  supplyVolts: 3.3,
  runCurrentAmps: 0.01,
  citations: [{ what: 'memory map', source: 'Arm Application Note AN386' }],
};
