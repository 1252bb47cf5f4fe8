import { createBank, storage } from './register-bank.ts';
import type { Peripheral, PeripheralModel } from './types.ts';

/*
 * CLOCK and POWER of the nRF52840, which share their addresses: product specification v1.7 sections 5.3.7 and 5.4.4.
 * Oscillators run as soon as they are started. The core has 64 MHz whichever of them drives it.
 */

const tasks = { highStart: 0x000, highStop: 0x004, lowStart: 0x008, lowStop: 0x00c } as const;
const otherTasks: readonly number[] = [0x010, 0x014, 0x018, 0x078, 0x07c];
const events = { highStarted: 0x100, lowStarted: 0x104 } as const;
const state = { highRun: 0x408, highStatus: 0x40c, lowRun: 0x414, lowStatus: 0x418, lowSource: 0x518 } as const;
const running = 1 << 16;
const crystal = 1;

function create(): Peripheral {
  const bank = createBank([
    storage('EVENTS_HFCLKSTARTED', events.highStarted),
    storage('EVENTS_LFCLKSTARTED', events.lowStarted),
    storage('EVENTS_POFWARN', 0x108),
    storage('EVENTS_DONE', 0x10c),
    storage('EVENTS_CTTO', 0x110),
    storage('EVENTS_USBDETECTED', 0x11c),
    storage('EVENTS_USBREMOVED', 0x120),
    storage('EVENTS_USBPWRRDY', 0x124),
    storage('INTENSET', 0x304),
    storage('INTENCLR', 0x308),
    storage('RESETREAS', 0x400),
    storage('LFCLKSRC', state.lowSource),
    storage('POFCON', 0x510),
    storage('GPREGRET', 0x51c),
    storage('GPREGRET2', 0x520),
    storage('DCDCEN', 0x578),
    storage('DCDCEN0', 0x580),
    storage('TRACECONFIG', 0x55c),
  ]);
  let isHighStarted = false;
  let isLowStarted = false;
  const start = (event: number): boolean => bank.write(event, 1, { bytes: 4, value: 1 });
  const source = (): number => bank.read(state.lowSource) ?? 0;
  return {
    read: (offset) => {
      if (offset === state.highRun) return isHighStarted ? 1 : 0;
      // The internal oscillator drives the core until the crystal is started.
      if (offset === state.highStatus) return running | (isHighStarted ? crystal : 0);
      if (offset === state.lowRun) return isLowStarted ? 1 : 0;
      if (offset === state.lowStatus) return isLowStarted ? running | source() : 0;
      return bank.read(offset);
    },
    write: (offset, value, access) => {
      switch (offset) {
        case tasks.highStart:
          isHighStarted = true;
          return start(events.highStarted);
        case tasks.lowStart:
          isLowStarted = true;
          return start(events.lowStarted);
        case tasks.highStop:
          isHighStarted = false;
          return true;
        case tasks.lowStop:
          isLowStarted = false;
          return true;
        default:
          return otherTasks.includes(offset) || bank.write(offset, value, access);
      }
    },
  };
}

/** Clock and power control of the nRF52840. */
export const nrf52Clock: PeripheralModel = { sizeBytes: 0x1000, create };
