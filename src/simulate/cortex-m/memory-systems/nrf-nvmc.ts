import type { Peripheral } from '../peripherals/types.ts';
import { cacheShape, type FlashControl, type FlashOf, type MemorySystem } from './types.ts';

/** Registers of the NVMC, nRF52840 product specification v1.7 section 4.3.8: offsets from its base. */
const offsets = { ready: 0x400, readyNext: 0x408, config: 0x504, cacheConfiguration: 0x540 } as const;
const nvmcBytes = 0x1000;
const cacheEnable = 1;

/** "The instruction cache can be enabled for the ICODE bus": data reads never go through it. */
function nvmc({ waitStates }: FlashOf<'nrf-nvmc'>, control: FlashControl): Peripheral {
  const values = new Map<number, number>([
    [offsets.config, 0],
    [offsets.cacheConfiguration, 0],
  ]);
  const apply = (): void => {
    const cached = (values.get(offsets.cacheConfiguration)! & cacheEnable) !== 0;
    control.apply({
      waitStates: cached ? waitStates.cacheMiss : waitStates.fetch,
      dataWaitStates: waitStates.data,
      prefetch: false,
      instructionCache: cached,
      dataCache: false,
    });
  };
  apply();
  return {
    read: (offset) => (offset === offsets.ready || offset === offsets.readyNext ? 1 : values.get(offset)),
    write: (offset, value) => {
      if (!values.has(offset)) return false;
      values.set(offset, value);
      apply();
      return true;
    },
  };
}

/** Flash of the nRF52 behind its non-volatile memory controller, whose ICACHECNF switches the instruction cache. */
export const nrfNvmc: MemorySystem<'nrf-nvmc'> = {
  layout: ({ wordBytes, instructionCache }) => ({
    wordBytes,
    instructionCache: cacheShape(instructionCache),
    dataCache: undefined,
    unified: false,
  }),
  registers: (flash, control) => [{ base: flash.nvmcBase, sizeBytes: nvmcBytes, peripheral: nvmc(flash, control) }],
};
