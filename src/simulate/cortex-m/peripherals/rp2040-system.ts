import { registerBank, storage } from './register-bank.ts';
import { withAtomicViews } from './rp2040-atomic.ts';
import type { PeripheralModel } from './types.ts';

const allBlocks = 0x01ffffff;
const doneOffset = 0x08;

const resetRegisters = registerBank(0x1000, [storage('RESET', 0x00, allBlocks), storage('WDSEL', 0x04)]);

/** Subsystem resets, RP2040 datasheet 2.14.3: RESET_DONE shows at once what is out of reset. */
const resets: PeripheralModel = {
  ...resetRegisters,
  create: (context) => {
    const registers = resetRegisters.create(context);
    return {
      ...registers,
      read: (offset) => (offset === doneOffset ? ~registers.read(0)! & allBlocks : registers.read(offset)),
      write: (offset, value, access) => registers.write(offset, value, access),
    };
  },
};
export const rp2040Resets = withAtomicViews(resets);

const stable = 0x80000000;
const enableField = 0xfab << 12;

const xoscRegisters = registerBank(0x1000, [
  storage('CTRL', 0x00),
  storage('DORMANT', 0x08),
  storage('STARTUP', 0x0c, 0xc4),
  storage('COUNT', 0x1c),
]);

/** Crystal oscillator, RP2040 datasheet 2.16.7: stable as soon as it is enabled. */
const xosc: PeripheralModel = {
  ...xoscRegisters,
  create: (context) => {
    const registers = xoscRegisters.create(context);
    const status = (): number => ((registers.read(0)! & 0xfff000) === enableField ? (stable | 0x1000) >>> 0 : 0);
    return {
      ...registers,
      read: (offset) => (offset === 0x04 ? status() : registers.read(offset)),
      write: (offset, value, access) => offset === 0x04 || registers.write(offset, value, access),
    };
  },
};
export const rp2040Xosc = withAtomicViews(xosc);

/** PLLs, RP2040 datasheet 2.18.4: locked at once. */
export const rp2040Pll = withAtomicViews(
  registerBank(0x1000, [
    { name: 'CS', offset: 0x00, resetValue: stable + 1, writableMask: 0x13f },
    storage('PWR', 0x04, 0x2d),
    storage('FBDIV_INT', 0x08),
    storage('PRIM', 0x0c, 0x77000),
  ]),
);

/** Watchdog, RP2040 datasheet 4.7.6: its tick generator runs as soon as it is enabled; it never bites. */
export const rp2040Watchdog = withAtomicViews(
  registerBank(0x1000, [
    storage('CTRL', 0x00, 0x07000000),
    storage('LOAD', 0x04),
    { name: 'REASON', offset: 0x08, resetValue: 0, writableMask: 0 },
    ...Array.from({ length: 8 }, (_, index) => storage(`SCRATCH${index}`, 0x0c + index * 4)),
    { name: 'TICK', offset: 0x2c, resetValue: 0x200, follows: [{ from: 9, to: 10, width: 1 }] },
  ]),
);
