import { type RegisterSpec, registerBank, storage } from './register-bank.ts';
import { withAtomicViews } from './rp2040-atomic.ts';
import type { Peripheral, PeripheralModel } from './types.ts';

/** Control, divider and SELECTED of the ten clock generators: RP2040 datasheet 2.15.7. */
const generators = ['gpout0', 'gpout1', 'gpout2', 'gpout3', 'ref', 'sys', 'peri', 'usb', 'adc', 'rtc'] as const;
const generatorBytes = 12;
const resetDivider = 0x100;
const refIndex = generators.indexOf('ref');
const sysIndex = generators.indexOf('sys');
/** Bits of SRC, the glitchless multiplexer that only the reference and the system clock have. */
const sourceMask: Readonly<Record<number, number>> = { [refIndex]: 3, [sysIndex]: 1 };

const registers: readonly RegisterSpec[] = [
  ...generators.flatMap((name, index) => [
    storage(`CLK_${name.toUpperCase()}_CTRL`, index * generatorBytes),
    storage(`CLK_${name.toUpperCase()}_DIV`, index * generatorBytes + 4, resetDivider),
  ]),
  storage('CLK_SYS_RESUS_CTRL', 0x78, 0xff),
  { name: 'CLK_SYS_RESUS_STATUS', offset: 0x7c, resetValue: 0, writableMask: 0 },
  storage('WAKE_EN0', 0xa0, 0xffffffff),
  storage('WAKE_EN1', 0xa4, 0x7fff),
  storage('SLEEP_EN0', 0xa8, 0xffffffff),
  storage('SLEEP_EN1', 0xac, 0x7fff),
  storage('INTE', 0xbc),
];
const bank = registerBank(0x1000, registers);

/** SELECTED shows the source as one bit, as soon as it is chosen; clocks without a multiplexer have bit 0. */
function selected(control: number, index: number): number {
  return 1 << (control & (sourceMask[index] ?? 0));
}

function withSelected(peripheral: Peripheral): Peripheral {
  return {
    ...peripheral,
    read: (offset) => {
      const index = Math.floor(offset / generatorBytes);
      if (index >= generators.length || offset % generatorBytes !== 8) return peripheral.read(offset);
      return selected(peripheral.read(index * generatorBytes) ?? 0, index);
    },
  };
}

const clocks: PeripheralModel = { ...bank, create: (context) => withSelected(bank.create(context)) };

/** Clock generators of the RP2040. */
export const rp2040Clocks = withAtomicViews(clocks);
