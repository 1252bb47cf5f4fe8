import type { Device } from '../../../src/devices/schema.ts';
import { blocksBytes, blocksStart, codeBytes, codeStart, dataBytes, dataStart } from './layout.ts';

const ram = (name: string, base: number, sizeBytes: number): Device['regions'][number] => ({
  name,
  kind: 'ram',
  base,
  sizeBytes,
  aliases: [],
});

/** The part of QEMU's mps2 boards that test images use, as a device: memory without wait states. */
export const testDeviceOf = (core: Device['core']): Device => ({
  id: 'mps2an386',
  name: 'QEMU mps2-an386',
  vendor: 'Arm',
  core,
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
});

export const testDevice = testDeviceOf('cortex-m4f');
