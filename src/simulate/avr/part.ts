import type { Device, MemoryRegion } from '../../devices/schema.ts';
import type { AvrCoreConfig } from './core.ts';

/** Where AVR ELF files put data space. */
export const dataSpace = 0x80_0000;

/** RAM of an AVR part, by its addresses in data space. */
export function ramOf(device: Device): { readonly base: number; readonly sizeBytes: number } {
  const { base, sizeBytes } = regionOf(device, 'ram');
  return { base: base - dataSpace, sizeBytes };
}

function regionOf(device: Device, kind: MemoryRegion['kind']): MemoryRegion {
  const region = device.regions.find((candidate) => candidate.kind === kind);
  if (region === undefined) throw new Error(`${device.id} has no ${kind}`);
  return region;
}

/** What the core must know of a part. */
export function coreConfigOf(device: Device): AvrCoreConfig {
  const { flash, avr, core } = device;
  if (avr === undefined) throw new Error(`${device.id} is not an AVR part`);
  return {
    timing: core === 'avrxt' ? 'avrxt' : 'avre',
    programBytes: regionOf(device, 'flash').sizeBytes,
    ram: ramOf(device),
    ioBase: core === 'avrxt' ? 0 : 0x20,
    interruptEntryCycles: avr.interruptEntryCycles,
    ...(flash.kind === 'avr-mapped' && {
      mappedFlash: { ...flash.window, programOffset: 0, extraReadCycles: flash.extraReadCycles },
    }),
  };
}
