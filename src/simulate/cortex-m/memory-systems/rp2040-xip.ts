import type { Peripheral } from '../peripherals/types.ts';
import { Rp2040Ssi } from './rp2040-ssi.ts';
import { cacheShape, type FlashControl, type MemorySystem } from './types.ts';

/** Registers of the XIP control block, RP2040 datasheet 2.6.3.7: offsets from its base. */
const offsets = { control: 0x00, flush: 0x04, status: 0x08, hits: 0x0c, accesses: 0x10 } as const;
const controlBytes = 0x20;
const ssiBytes = 0x100;
const enable = 1;
const controlReset = 3;
/** FIFO_EMPTY and FLUSH_READY: a flush is done at once. */
const statusIdle = 3;

function xipControl(control: FlashControl, onEnable: (on: boolean) => void): Peripheral {
  let value = controlReset;
  return {
    read: (offset) => {
      if (offset === offsets.control) return value;
      if (offset === offsets.status) return statusIdle;
      return offset === offsets.flush ? 0 : undefined;
    },
    write: (offset, written) => {
      if (offset === offsets.flush) {
        control.flushCaches();
        return true;
      }
      if (offset !== offsets.control) return offset === offsets.hits || offset === offsets.accesses;
      value = written;
      onEnable((written & enable) !== 0);
      return true;
    },
  };
}

/**
 * Flash behind the RP2040's QSPI interface: every word that the cache does not have is one read of the serial flash,
 * as long as the SSI's registers make it. Lines have two words, which are filled one by one: reported and acknowledged
 * in raspberrypi/pico-feedback issue 307.
 */
export const rp2040Xip: MemorySystem<'rp2040-xip'> = {
  layout: ({ wordBytes, cache }) => ({
    wordBytes,
    instructionCache: cacheShape(cache),
    dataCache: undefined,
    unified: true,
  }),
  registers: (flash, control) => {
    let cached = true;
    const apply = (): void => {
      const waitStates = ssi.readClocks;
      control.apply({ waitStates, prefetch: false, instructionCache: cached, dataCache: cached });
    };
    const ssi = new Rp2040Ssi(() => apply());
    const xip = xipControl(control, (on) => {
      cached = on;
      apply();
    });
    apply();
    return [
      { base: flash.xipControlBase, sizeBytes: controlBytes, peripheral: xip },
      { base: flash.ssiBase, sizeBytes: ssiBytes, peripheral: ssi },
    ];
  },
};
