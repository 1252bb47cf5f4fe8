import type { FlashSettings } from '../../types.ts';
import { createBank } from '../peripherals/register-bank.ts';
import type { Peripheral } from '../peripherals/types.ts';
import { cacheShape, type FlashControl, type FlashOf, type MemorySystem } from './types.ts';

/** Bytes of address space of ST's flash interface. */
const interfaceBytes = 0x400;

const bit = (value: number, index: number | undefined): boolean => index !== undefined && ((value >>> index) & 1) === 1;

/** Takes apart a value of FLASH_ACR. */
export function flashSettings({ acr }: FlashOf<'st-art'>, value: number): FlashSettings {
  return {
    waitStates: value & acr.latencyMask,
    prefetch: bit(value, acr.prefetchBit),
    instructionCache: bit(value, acr.instructionCacheBit),
    dataCache: bit(value, acr.dataCacheBit),
  };
}

/** FLASH_ACR as it reads after a write: a status bit shows the prefetch buffer as it was switched. */
function stored({ acr }: FlashOf<'st-art'>, written: number): number {
  if (acr.prefetchStatusBit === undefined) return written;
  const status = 1 << acr.prefetchStatusBit;
  return (bit(written, acr.prefetchBit) ? written | status : written & ~status) >>> 0;
}

function accessControl(flash: FlashOf<'st-art'>, control: FlashControl): Peripheral {
  let value = flash.acr.resetValue;
  const others = createBank(flash.registers);
  control.apply(flashSettings(flash, value));
  return {
    read: (offset) => (offset === 0 ? value : others.read(offset)),
    write: (offset, written, access) => {
      if (offset !== 0) return others.write(offset, written, access);
      value = stored(flash, written);
      control.apply(flashSettings(flash, value));
      return true;
    },
  };
}

/** Flash of the STM32 families behind FLASH_ACR: wait states, prefetch, and an ART accelerator's caches if it has them. */
export const stArt: MemorySystem<'st-art'> = {
  layout: ({ wordBytes, instructionCache, dataCache }) => ({
    wordBytes,
    instructionCache: cacheShape(instructionCache),
    dataCache: cacheShape(dataCache),
    unified: false,
  }),
  registers: (flash, control) => [
    { base: flash.acr.address, sizeBytes: interfaceBytes, peripheral: accessControl(flash, control) },
  ],
};
