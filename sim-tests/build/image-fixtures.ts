import type { Device } from '../../src/devices/schema.ts';
import type { FirmwareImage, ImageSymbol, Segment } from '../../src/image/types.ts';

/** The memories and core of an STM32L475VG (datasheet DS10969, table 2), with the fields a test wants otherwise. */
export function deviceWith(fields: Partial<Device>): Device {
  return {
    id: 'stm32l475vg',
    name: 'STM32L475VG',
    vendor: 'STMicroelectronics',
    core: 'cortex-m4f',
    clockHz: 80_000_000,
    regions: [
      { name: 'flash', kind: 'flash', base: 0x0800_0000, sizeBytes: 1024 * 1024, aliases: [0] },
      { name: 'sram1', kind: 'ram', base: 0x2000_0000, sizeBytes: 96 * 1024, aliases: [] },
    ],
    flash: { kind: 'zero-wait', wordBytes: 8 },
    peripherals: [],
    interruptCount: 82,
    supplyVolts: 3,
    runCurrentAmps: 0.01,
    citations: [{ what: 'memories', source: 'DS10969' }],
    ...fields,
  };
}

/** An image of the given segments and symbols and nothing else. */
export function imageWith(segments: readonly Segment[], symbols: readonly ImageSymbol[]): FirmwareImage {
  return {
    format: 'elf',
    machine: 'arm',
    cpu: undefined,
    sha256: '0'.repeat(64),
    entry: 0x0800_0000,
    segments,
    sections: [],
    symbols,
    relocations: [],
  };
}

/** `sizeBytes` programmed bytes at `loadAddress`. */
export const segmentAt = (loadAddress: number, sizeBytes: number): Segment => ({
  loadAddress,
  virtualAddress: loadAddress,
  bytes: new Uint8Array(sizeBytes),
  memoryBytes: sizeBytes,
});

export const label = (name: string, address: number): ImageSymbol => ({
  name,
  address,
  sizeBytes: 0,
  kind: 'label',
  binding: 'global',
});
