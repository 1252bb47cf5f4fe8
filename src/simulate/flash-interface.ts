import type { Device } from '../devices/schema.ts';
import type { Peripheral } from './peripherals/types.ts';
import type { FlashSettings } from './types.ts';

type ArtFlash = Extract<Device['flash'], { kind: 'st-art' }>;

const bit = (value: number, index: number | undefined): boolean => index !== undefined && ((value >>> index) & 1) === 1;

/** Takes apart a value of FLASH_ACR. */
export function flashSettings({ acr }: ArtFlash, value: number): FlashSettings {
  return {
    waitStates: value & acr.latencyMask,
    prefetch: bit(value, acr.prefetchBit),
    instructionCache: bit(value, acr.instructionCacheBit),
    dataCache: bit(value, acr.dataCacheBit),
  };
}

/** The flash interface as the firmware sees it: FLASH_ACR, which `apply` hears about on reset and at each write. */
export function createFlashInterface(flash: ArtFlash, apply: (settings: FlashSettings) => void): Peripheral {
  let value = flash.acr.resetValue;
  apply(flashSettings(flash, value));
  return {
    read: (offset) => (offset === 0 ? value : undefined),
    write: (offset, written) => {
      if (offset !== 0) return false;
      value = written;
      apply(flashSettings(flash, value));
      return true;
    },
  };
}
