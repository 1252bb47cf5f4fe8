import { createBank, storage } from './register-bank.ts';
import type { Peripheral, PeripheralModel } from './types.ts';

/* General-purpose I/O of the STM32F1: RM0008 chapter 9. Nothing is connected to the pins: inputs read their pull-up. */

const offset = { input: 0x08, output: 0x0c, setReset: 0x10, reset: 0x14 } as const;
const floating = 0x44444444;

function create(): Peripheral {
  const bank = createBank([
    storage('CRL', 0x00, floating),
    storage('CRH', 0x04, floating),
    storage('ODR', offset.output),
    storage('LCKR', 0x18),
  ]);
  const drive = (set: number, clear: number, access: Parameters<Peripheral['write']>[2]): boolean =>
    bank.write(offset.output, ((bank.read(offset.output)! & ~clear) | set) & 0xffff, access);
  return {
    read: (at) => {
      if (at === offset.setReset || at === offset.reset) return 0;
      // ODR chooses between pull-up and pull-down of an input (table 20): either way the pin reads it.
      return bank.read(at === offset.input ? offset.output : at);
    },
    write: (at, value, access) => {
      if (at === offset.setReset) return drive(value & 0xffff, (value >>> 16) & ~value, access);
      if (at === offset.reset) return drive(0, value & 0xffff, access);
      return at === offset.input || bank.write(at, value, access);
    },
  };
}

export const stm32f1Gpio: PeripheralModel = { sizeBytes: 0x400, create };
